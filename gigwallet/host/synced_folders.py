"""Which folders another program copies to other computers while they are used.

A vault that is copied in the middle of a write can be torn, so the person is warned. Names only
are looked at, nothing is asked of these programs; a folder that no name gives away passes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

# A folder of this name anywhere above, as these programs make it by themselves.
_BY_NAME: tuple[tuple[str, str], ...] = (
    (r"Dropbox( \(.+\))?", "Dropbox"),
    (r"OneDrive( - .+)?", "OneDrive"),
    (r"iCloud ?Drive|com~apple~CloudDocs|Mobile Documents", "iCloud"),
    (r"Google ?Drive|GoogleDrive-.+|My Drive|我的云端硬盘", "Google Drive"),
    (r"Nutstore( Files)?|我的坚果云|坚果云(同步文件夹)?", "坚果云"),
    (r"BaiduSyncdisk|BaiduNetdisk(Workspace|Download)?|百度网盘(同步空间)?", "百度网盘"),
    (r"WeChat Files|xwechat_files|WXWork( Files)?", "微信"),
    (r"Tencent Files|QQ Files", "QQ"),
    (r"WPSDrive|WPS云盘|WPS Cloud Files|KingsoftCloud", "WPS 云盘"),
    (r"Weiyun(_\d+)?|微云(同步助手)?", "腾讯微云"),
    (r"Nextcloud\d*|ownCloud\d*", "Nextcloud"),
    (r"pCloud ?(Drive|Sync)|MEGA ?sync|MEGA|Box ?Sync|Box|Tresorit", "a cloud drive"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), name) for pattern, name in _BY_NAME]

# What lies in the top folder of a synced tree, whatever that is called.
_BY_MARK: tuple[tuple[str, str], ...] = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync", "Resilio Sync"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "Nextcloud"),
)
# Windows tells programs where OneDrive lies, under whatever name.
_BY_VARIABLE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def service_of(folder: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """The name of the program that copies ``folder``, as people know it, or None."""
    variables = os.environ if environment is None else environment
    whole = folder.expanduser().absolute()
    for variable in _BY_VARIABLE:
        if (place := variables.get(variable)) and whole.is_relative_to(place):
            return "OneDrive"
    for above in (whole, *whole.parents):
        for pattern, name in _PATTERNS:
            if pattern.fullmatch(above.name):
                return name
        for mark, name in _BY_MARK:
            if _there(above / mark):
                return name
    return None


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


# Our own names are lower-case letters, dots and dashes. The second of two files that were changed
# at the same time gets a name that is not: a date, a computer, brackets.
_OWN = re.compile(r"vault\.[a-z.-]+")
_OF_A_VAULT = re.compile(r"vault.*\.(?:db|gwh)|vault\.(?:db|gwh).+", re.IGNORECASE)


def conflict_copies(folder: Path) -> list[str]:
    """Names in ``folder`` that such a program gave to a second copy of the vault's own files."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []
    return [name for name in names if _OF_A_VAULT.fullmatch(name) and not _OWN.fullmatch(name)]
