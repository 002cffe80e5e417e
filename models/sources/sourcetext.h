// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sources/tableformat.h"
#include "models/store/runningdigest.h"
#include "network/wire/result.h"

#include <QIODevice>
#include <memory>
#include <vector>

namespace muster {

/// Opens a file that a person names or drops, for reading. Waits for nobody: a pipe or a device of that name is refused
/// before it is read (S40). File "not_found", "not_readable", "file_folder", "file_special"; `subject`: the file. Any
/// thread.
[[nodiscard]] Result<std::unique_ptr<QIODevice>> openOutsideFile(const QString &file,
                                                                 QIODevice::OpenMode mode = QIODevice::ReadOnly);

/// The text of a foreign file in UTF-8, a piece at a time, and the digest of its bytes as they stand. A byte order mark
/// is passed over. Blocks; any one thread.
class SourceText
{
public:
    static constexpr std::size_t pieceBytes = 256 * 1024; ///< Of the file; small enough for a processor's cache.

    SourceText(std::unique_ptr<QIODevice> device, SourceEncoding encoding);

    /// Appends the next piece to `text`; false at the end. File "not_readable" when the device fails. Text that is not
    /// of that encoding ends the file early: what is before it is given, then atDamage() is true.
    [[nodiscard]] Result<bool> append(std::vector<char> &text);
    [[nodiscard]] bool atDamage() const { return m_damaged; }

    [[nodiscard]] double share() const; ///< Of the file's bytes that were read; 0 to 1.
    [[nodiscard]] const RunningDigest &digest() const { return m_digest; } ///< Of the bytes read so far.

private:
    /// The next piece of the file behind what `bytes` holds.
    [[nodiscard]] Result<void> readBehind(std::vector<char> &bytes);
    void takeUtf8(std::vector<char> &text, std::size_t begin);
    void appendUtf16(std::vector<char> &text, bool atEnd);
    void appendWindows1252(std::vector<char> &text);

    const std::unique_ptr<QIODevice> m_device;
    const SourceEncoding m_encoding;
    RunningDigest m_digest;
    std::vector<char> m_raw; ///< Read but not yet given: the beginning of a character.
    qint64 m_read = 0;
    bool m_begun = false, m_ended = false, m_damaged = false;
};

} // namespace muster
