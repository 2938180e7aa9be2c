//! The layer between `SQLite` and the system's files, the default of this whole process: every call goes on to the system's
//! own VFS, unless the [`Disk`] of the file's folder refuses it, and is told to that disk. A file whose folder is nobody's
//! disk is left alone. See <https://www.sqlite.org/vfs.html>; `SQLite` tests itself in the same way with its `test_vfs.c`
//! and, for power loss, `test6.c`.

#![expect(unsafe_code, reason = "a VFS is a table of functions that C calls, with pointers of C's")]

use std::{
    ffi::{CStr, c_char, c_int, c_void},
    mem::{self, size_of},
    path::Path,
    ptr,
    sync::{Arc, Once},
};

use rusqlite::ffi::{
    self, SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_OK, SQLITE_OPEN_CREATE, sqlite3_file,
    sqlite3_int64, sqlite3_io_methods, sqlite3_vfs,
};

use crate::disk::{Call, Disk, Fault};

/// An open file: what `SQLite` knows of it, then ours. The file of the system's VFS follows it in the same memory, which
/// `SQLite` allots by `szOsFile`.
#[repr(C)]
struct File {
    base: sqlite3_file,
    /// A `Box` of ours, or null where the folder is nobody's disk.
    known: *mut Known,
}

struct Known {
    disk: Arc<Disk>,
    name: String,
}

/// Makes this VFS the default of the process, once.
pub(crate) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: finding the default initialises SQLite; it lives as long as the process, and so does its copy, which is
        // leaked. What is not replaced (random numbers, time, sleep, extensions) does not look at its first argument in
        // the VFS of any system.
        unsafe {
            let system = ffi::sqlite3_vfs_find(ptr::null());
            let ours = Box::leak(Box::new(sqlite3_vfs {
                szOsFile: size_of::<File>() as c_int + (*system).szOsFile,
                pNext: ptr::null_mut(),
                zName: c"faults".as_ptr(),
                pAppData: system.cast(),
                xOpen: Some(open),
                xDelete: Some(delete),
                xAccess: Some(access),
                xFullPathname: Some(full_pathname),
                ..*system
            }));
            assert_eq!(ffi::sqlite3_vfs_register(ours, 1), SQLITE_OK);
        }
    });
}

/// What `SQLite` is told where a call fails.
fn code(call: Call, fault: Fault) -> c_int {
    match (fault, call) {
        (_, Call::Open | Call::Create) => SQLITE_CANTOPEN,
        (Fault::Full, Call::ShmMap) => ffi::SQLITE_IOERR_SHMSIZE,
        (Fault::Full, _) => SQLITE_FULL,
        (Fault::Io, Call::Delete) => ffi::SQLITE_IOERR_DELETE,
        (Fault::Io, Call::Access) => ffi::SQLITE_IOERR_ACCESS,
        (Fault::Io, Call::Read) => ffi::SQLITE_IOERR_READ,
        (Fault::Io, Call::Write) => ffi::SQLITE_IOERR_WRITE,
        (Fault::Io, Call::Truncate) => ffi::SQLITE_IOERR_TRUNCATE,
        (Fault::Io, Call::Sync) => ffi::SQLITE_IOERR_FSYNC,
        (Fault::Io, Call::FileSize) => ffi::SQLITE_IOERR_FSTAT,
        (Fault::Io, Call::Lock) => ffi::SQLITE_IOERR_LOCK,
        (Fault::Io, Call::ShmMap) => ffi::SQLITE_IOERR_SHMMAP,
        (Fault::Io, Call::ShmLock) => ffi::SQLITE_IOERR_SHMLOCK,
    }
}

// SAFETY, for all that follows: SQLite gives these functions the VFS and the files of `install` and `open` only, each with
// the memory that it asked for, buffers of the length that it says, and closes a file once, last of all.

unsafe fn system(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    unsafe { (*vfs).pAppData.cast() }
}

unsafe fn behind(file: *mut sqlite3_file) -> *mut sqlite3_file {
    unsafe { file.cast::<File>().add(1).cast() }
}

unsafe fn known<'a>(file: *mut sqlite3_file) -> Option<&'a Known> {
    unsafe { (*file.cast::<File>()).known.as_ref() }
}

/// The disk of a path and its name there.
unsafe fn disk(path: *const c_char) -> Option<Known> {
    if path.is_null() {
        return None;
    }
    let path = Path::new(unsafe { CStr::from_ptr(path) }.to_str().ok()?);
    let disk = Disk::of(path.parent()?)?;
    Some(Known { disk, name: path.file_name()?.to_str()?.to_owned() })
}

/// What a call is refused with, if it is.
fn refusal(known: Option<&Known>, call: Call) -> Option<c_int> {
    Some(code(call, known?.disk.refuses(call)?))
}

/// Calls what the system's VFS has under a name.
macro_rules! forward {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let file = behind($file);
        match (*(*file).pMethods).$method {
            Some(method) => method(file $(, $argument)*),
            None => SQLITE_IOERR,
        }
    }};
}

/// Calls it unless the disk refuses the call.
macro_rules! ask {
    ($file:expr, $call:expr, $method:ident $(, $argument:expr)*) => {
        refusal(known($file), $call).unwrap_or_else(|| forward!($file, $method $(, $argument)*))
    };
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        // Without methods, nothing is closed where opening fails.
        (*file).pMethods = ptr::null();
        let known = disk(path);
        if let Some(known) = &known {
            let create = flags & SQLITE_OPEN_CREATE != 0;
            let call = if create && !known.disk.has(&known.name) { Call::Create } else { Call::Open };
            if let Some(code) = refusal(Some(known), call) {
                return code;
            }
            known.disk.opens(&known.name, create);
        }
        let Some(open) = (*system(vfs)).xOpen else { return SQLITE_CANTOPEN };
        let code = open(system(vfs), path, behind(file), flags, out);
        if (*behind(file)).pMethods.is_null() {
            return code;
        }
        (*file.cast::<File>()).known = known.map_or(ptr::null_mut(), |known| Box::into_raw(Box::new(known)));
        (*file).pMethods = &raw const METHODS;
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, path: *const c_char, sync_folder: c_int) -> c_int {
    unsafe {
        let known = disk(path);
        if let Some(code) = refusal(known.as_ref(), Call::Delete) {
            return code;
        }
        if let Some(known) = &known {
            known.disk.deletes(&known.name, sync_folder != 0);
        }
        (*system(vfs)).xDelete.map_or(SQLITE_IOERR, |delete| delete(system(vfs), path, sync_folder))
    }
}

unsafe extern "C" fn access(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        if let Some(code) = refusal(disk(path).as_ref(), Call::Access) {
            return code;
        }
        (*system(vfs)).xAccess.map_or(SQLITE_IOERR, |access| access(system(vfs), path, flags, out))
    }
}

unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    length: c_int,
    out: *mut c_char,
) -> c_int {
    unsafe { (*system(vfs)).xFullPathname.map_or(SQLITE_IOERR, |full| full(system(vfs), path, length, out)) }
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // With shared memory for the write-ahead log, without memory mapping.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    unsafe {
        let code = forward!(file, xClose);
        let known = mem::replace(&mut (*file.cast::<File>()).known, ptr::null_mut());
        if !known.is_null() {
            drop(Box::from_raw(known));
        }
        code
    }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    buffer: *mut c_void,
    length: c_int,
    offset: sqlite3_int64,
) -> c_int {
    unsafe { ask!(file, Call::Read, xRead, buffer, length, offset) }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    buffer: *const c_void,
    length: c_int,
    offset: sqlite3_int64,
) -> c_int {
    unsafe {
        if let Some(code) = refusal(known(file), Call::Write) {
            // A disk that fills up, or fails, has taken a part.
            forward!(file, xWrite, buffer, length / 2, offset);
            return code;
        }
        if let Some(known) = known(file) {
            let bytes = std::slice::from_raw_parts(buffer.cast::<u8>(), length as usize);
            known.disk.writes(&known.name, offset as u64, bytes);
        }
        forward!(file, xWrite, buffer, length, offset)
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    unsafe {
        if let Some(code) = refusal(known(file), Call::Truncate) {
            return code;
        }
        if let Some(known) = known(file) {
            known.disk.truncates(&known.name, length as u64);
        }
        forward!(file, xTruncate, length)
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    unsafe {
        let Some(known) = known(file) else { return forward!(file, xSync, flags) };
        // What would be kept through a loss of power is written down; the system itself loses nothing here.
        refusal(Some(known), Call::Sync).unwrap_or_else(|| {
            known.disk.syncs(&known.name);
            SQLITE_OK
        })
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    unsafe { ask!(file, Call::FileSize, xFileSize, size) }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe { ask!(file, Call::Lock, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe { forward!(file, xUnlock, level) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    unsafe { ask!(file, Call::Lock, xCheckReservedLock, out) }
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    unsafe { forward!(file, xFileControl, what, argument) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    unsafe { forward!(file, xSectorSize) }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    unsafe { forward!(file, xDeviceCharacteristics) }
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    unsafe { ask!(file, Call::ShmMap, xShmMap, region, size, extend, out) }
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    unsafe {
        // Giving a lock back does not fail.
        if flags & ffi::SQLITE_SHM_LOCK != 0
            && let Some(code) = refusal(known(file), Call::ShmLock)
        {
            return code;
        }
        forward!(file, xShmLock, offset, count, flags)
    }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    unsafe {
        let file = behind(file);
        if let Some(barrier) = (*(*file).pMethods).xShmBarrier {
            barrier(file);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    unsafe { forward!(file, xShmUnmap, delete) }
}
