"""The two gates: ``pseudonymise`` before anything is stored, ``disclosure`` before anything is shown."""


def __getattr__(name):
    if name == "pseudonymise":
        from workbench.privacy.pseudonymiser import pseudonymise

        return pseudonymise
    raise AttributeError(f"module 'workbench.privacy' has no attribute {name!r}")
