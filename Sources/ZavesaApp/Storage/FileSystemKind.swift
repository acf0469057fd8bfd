// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Whether files of a file system lie on this machine, as far as its magic number says (statfs(2)).
enum FileSystemKind: Sendable, Equatable {
    case local
    /// On another machine, or nobody knows: a FUSE file system is whatever its program makes of it.
    case network(String)

    init(magic: UInt32) {
        self = Self.networks[magic].map(FileSystemKind.network) ?? .local
    }

    /// linux/magic.h, and the numbers of file systems outside the kernel that statfs(2) and their sources name.
    private static let networks: [UInt32: String] = [
        0x6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x517B: "smb", 0x00C3_6400: "ceph",
        0x6573_5546: "fuse", 0x0102_1997: "9p", 0x5346_414F: "afs", 0x6B41_4653: "afs", 0x7375_7245: "coda",
        0x564C: "ncp", 0x7461_636F: "ocfs2", 0x0116_1970: "gfs2", 0x0BD0_0BD0: "lustre", 0x4750_4653: "gpfs",
        0x1983_0326: "beegfs", 0xAAD7_AAEA: "panfs", 0x2003_0528: "orangefs", 0x786F_4256: "vboxsf",
        0xBACB_ACBC: "vmhgfs", 0x013111A8: "ibrix",
    ]
}
