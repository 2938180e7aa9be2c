//! Places where a workspace is at risk: network folders, on which `SQLite`'s locks and log do not hold
//! (<https://www.sqlite.org/wal.html>, <https://www.sqlite.org/howtocorrupt.html>), and folders that a program copies to other
//! computers while the file is written.

use std::path::{Component, Path, PathBuf, Prefix};

/// A kind of place that is a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// Files are on another computer.
    Network,
    /// A program of this name copies the folder.
    Synced(&'static str),
}

/// Why the place of a workspace is a risk, and what to do, in a sentence each; none where it is none.
pub fn warnings(workspace: &Path) -> Vec<String> {
    // A link, or a drive's letter, leads to where the file is. Of a new file the folder is there.
    let path = workspace.canonicalize().or_else(|_| {
        let folder = workspace.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
        Ok::<_, std::io::Error>(folder.join(workspace.file_name().unwrap_or_default()))
    });
    let Ok(path) = path else { return Vec::new() };
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let network = is_network(&mounts, &path).then_some(Place::Network);
    let synced = synced_by(&path, Path::exists).map(Place::Synced);
    network.into_iter().chain(synced).map(|place| place.in_words()).collect()
}

impl Place {
    fn in_words(&self) -> String {
        match self {
            Self::Network => "The workspace is in a network folder: where two computers have it open at once, it can be damaged. \
                              Keep it on a disk of this computer, and its backups on the network."
                .to_owned(),
            Self::Synced(program) => format!(
                "The workspace is in a folder that {program} copies to other computers: half of a change may be copied, or two \
                 computers may write at once, and it can be damaged. Keep it in another folder, and its backups here."
            ),
        }
    }
}

/// File systems whose files are on another computer.
const NETWORK: [&str; 22] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "coda",
    "davfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "ocfs2",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
];

/// Whether a path is on another computer, by the mounts of Linux as `/proc/self/mountinfo` lists them, or by its share's name on
/// Windows. Of macOS's `/Volumes` the standard library does not tell which are.
fn is_network(mounts: &str, path: &Path) -> bool {
    if let Some(Component::Prefix(prefix)) = path.components().next()
        && matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    {
        return true;
    }
    let mut nearest: Option<(PathBuf, &str)> = None;
    for line in mounts.lines() {
        let Some((before, after)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else { continue };
        let point = PathBuf::from(unescaped(point));
        // Of two at the same place the later one is seen.
        let is_nearer =
            nearest.as_ref().is_none_or(|(near, _)| point.components().count() >= near.components().count());
        if path.starts_with(&point) && is_nearer {
            nearest = Some((point, kind));
        }
    }
    nearest.is_some_and(|(_, kind)| NETWORK.contains(&kind))
}

/// Blanks and the like are told by three octal digits.
fn unescaped(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter))
}

/// Programs that copy a folder to other computers, by how the folder's name begins, in small letters.
const NAMED: [(&str, &str); 12] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("pclouddrive", "pCloud"),
];

/// The same by what they put into the folder.
const MARKED: [(&str, &str); 9] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync", "Resilio Sync"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".seafile-data", "Seafile"),
];

/// The program that copies one of the folders in which a file is.
fn synced_by(path: &Path, exists: impl Fn(&Path) -> bool) -> Option<&'static str> {
    path.ancestors().find_map(|folder| {
        let name = folder.file_name()?.to_string_lossy().to_lowercase();
        // "OneDrive - Company", "Dropbox (Personal)", but not "Dropboxes".
        let is_named = |start: &str| {
            name.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let named = NAMED.iter().filter(|_| folder != path).find(|(start, _)| is_named(start));
        // Box calls its folder so, and nothing else of its is in it.
        let named = named.or_else(|| (name == "box" && folder != path).then_some(&("box", "Box")));
        let marked = || MARKED.iter().find(|(marker, _)| exists(&folder.join(marker)));
        named.or_else(marked).map(|(_, program)| *program)
    })
}

#[cfg(test)]
mod tests {
    //! Mounts as Linux lists them, and the folders of the programs that are met most.

    use super::*;

    const MOUNTS: &str = "\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
31 22 0:27 / /mnt/share rw,relatime shared:2 - cifs //server/share rw,vers=3.1.1
32 22 0:28 / /mnt/my\\040files rw - nfs4 server:/export rw
33 31 0:29 / /mnt/share/local rw - tmpfs tmpfs rw
34 22 0:30 / /home/ann/remote rw - fuse.sshfs ann@server:/ rw
35 22 0:31 / /sys rw - sysfs sysfs rw
not a mount at all
";

    #[test]
    fn network_folders_by_the_mount_that_is_nearest() {
        for (path, network) in [
            ("/home/ann/t.cadre", false),
            ("/mnt/share/t.cadre", true),
            ("/mnt/shared/t.cadre", false),
            ("/mnt/share/local/t.cadre", false),
            ("/mnt/my files/a/t.cadre", true),
            ("/home/ann/remote/t.cadre", true),
        ] {
            assert_eq!(is_network(MOUNTS, Path::new(path)), network, "{path}");
        }
        assert!(!is_network("", Path::new("/home/ann/t.cadre")));
    }

    #[test]
    fn synced_folders_by_name_and_by_what_is_in_them() {
        for (path, program) in [
            ("/home/ann/Dropbox/team/t.cadre", Some("Dropbox")),
            ("/home/ann/Dropbox (Personal)/t.cadre", Some("Dropbox")),
            ("/home/ann/Dropboxes/t.cadre", None),
            ("/Users/ann/OneDrive - Halden Mutual/t.cadre", Some("OneDrive")),
            ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/t.cadre", Some("iCloud")),
            (
                "/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/t.cadre",
                Some("Google Drive"),
            ),
            ("/home/ann/Nextcloud/t.cadre", Some("Nextcloud")),
            ("/home/ann/ownCloud/t.cadre", Some("ownCloud")),
            ("/Users/ann/Box/t.cadre", Some("Box")),
            ("/Users/ann/Boxing/t.cadre", None),
            ("/home/ann/pCloudDrive/t.cadre", Some("pCloud")),
            ("/home/ann/shared/deep/t.cadre", Some("Syncthing")),
            ("/home/ann/work/dropbox.cadre", None),
            ("/home/ann/work/t.cadre", None),
        ] {
            let found = synced_by(Path::new(path), |file| file == Path::new("/home/ann/shared/.stfolder"));
            assert_eq!(found, program, "{path}");
        }
    }
}
