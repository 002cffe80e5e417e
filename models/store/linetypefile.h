// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/linetypes.h"
#include "models/store/frameseal.h"
#include "models/store/posixfile.h"

#include <QList>
#include <array>
#include <optional>
#include <vector>

namespace muster {

/// An answer as it is kept.
struct LineTypeEntry
{
    std::uint64_t e164 = 0;
    LookupSource source = LookupSource::Twilio;
    LineKnowledge known;
};

/// Answers by source.
struct LineTypeBook
{
    LineTypes &of(LookupSource source) { return m_types[source == LookupSource::Twilio ? 0 : 1]; }
    [[nodiscard]] const LineTypes &of(LookupSource source) const
    {
        return m_types[source == LookupSource::Twilio ? 0 : 1];
    }
    [[nodiscard]] std::size_t size() const { return m_types[0].size() + m_types[1].size(); }

private:
    std::array<LineTypes, 2> m_types;
};

/// The file of looked-up line types: a head, then sealed frames of entries, appended one group at a time and synced.
/// With a key everything behind the head is encrypted; without one it is readable and only its damage is found. Each
/// file has a salt of its own, from which its key comes, and is never gone on with by another process or session: what
/// a kill tore is left behind, so no frame number is used twice under one key
/// (resources/decisions/line-type-lookup.md). One worker; blocks.
class LineTypeFile
{
public:
    static constexpr std::size_t maxEntries = 10'000'000;

    /// Whether a key is needed; nullopt: there is no file. Damaged "line_types_damaged" when the head does not read.
    [[nodiscard]] static Result<std::optional<bool>> isEncrypted(const QString &file,
                                                                 DiskAccess &disk = DiskAccess::system());
    struct Content
    {
        LineTypeBook book;
        qint64 lostBytes = 0; ///< Behind the last whole frame, other than a group that a kill tore.
    };
    /// The entries up to the first frame that does not read. KeyStore "line_types_key" for another key than the file's.
    [[nodiscard]] static Result<Content> read(const QString &file, const std::optional<Secret> &key,
                                              DiskAccess &disk = DiskAccess::system());
    /// A new file in place of the old one, in one step, with what the book holds; stays open for append().
    [[nodiscard]] static Result<LineTypeFile> replace(const QString &file, const std::optional<Secret> &key,
                                                      const LineTypeBook &book,
                                                      DiskAccess &disk = DiskAccess::system());
    /// On the disk when it returns; all or nothing. After a failure nothing can be appended any more, because numbers
    /// must not be used again: replace() the file first (F94), or give up (F95).
    [[nodiscard]] Result<void> append(const QList<LineTypeEntry> &entries);

private:
    LineTypeFile(PosixFile out, FrameSeal seal);
    [[nodiscard]] Result<void> writeFrames(const std::vector<LineTypeEntry> &entries);

    PosixFile m_out;
    FrameSeal m_seal;
    quint64 m_frames = 0;
    bool m_isOver = false;
};

} // namespace muster
