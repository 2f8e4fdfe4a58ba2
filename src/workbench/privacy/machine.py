r"""Places on a machine, as they may be left in a text: ``/home/...``, ``G:\...``, ``\\server\...``, ``~name/``.

Such a place tells who made something and where it is kept. One pattern for every kind of file. "en/of", "24/7", "1/2",
"per jaar/inwoner" and links within a publication are none.
"""

from __future__ import annotations

import re

_TOPS = (
    "home|Users|root|tmp|var|mnt|srv|data|media|Volumes|opt|private|usr|etc|run|net|nfs|export|scratch|workspace"
    "|Applications|Library|Documents and Settings"
)
_PLACE = re.compile(
    rf"(?<![\w./])/(?:{_TOPS})/[\w.~%$-]"  # from the top of a disk
    rf"|(?<![\w\\])\\(?:{_TOPS})\\+[\w.~%$-]"  # the same in Windows, when the letter was lost
    r"|(?<!\w)[a-z]:\\+[^\s\\]"  # a drive
    r"|(?<!\w)[c-z]:/(?!/)[\w .-]{1,64}/"  # with other strokes; a colon and a stroke alone stand in texts as well
    r"|(?<!\w)[c-z]:/(?:Users|Documents|Werk|Windows|Program|temp)\b"
    r"|(?<!\\)\\\\[\w.-]{1,64}\\+[\w.$-]"  # a server
    r"|(?<![\w/.~])~(?:[a-z][\w.-]{0,31})?/[\w.]*[a-z]"  # somebody's own folder; '~3/4' is a number
    r"|(?<!\w)(?:file|smb|afp|nfs|sftp|ssh):/"
    r"|%(?:USERPROFILE|HOMEPATH|APPDATA|LOCALAPPDATA|TEMP)%|\$\{?HOME\b",
    re.IGNORECASE,
)


def place_of_a_machine(text: str) -> bool:
    """Whether a text names a folder or file of a machine."""
    return _PLACE.search(text) is not None
