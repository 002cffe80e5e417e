// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactsfile.h"

#include "models/sources/formatguess.h"
#include "models/sources/tablereader.h"

namespace muster {

namespace {

Result<void> readRows(TableReader &reader, ContactColumnsBuilder &builder,
                      const std::function<void(qint64 rows, double share)> &progress, const std::stop_token &stop)
{
    for (;;) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const auto block = reader.next();
        if (!block)
            return tl::unexpected(block.error());
        if (!*block)
            return {};
        for (std::size_t row = 0; row < (*block)->rowCount(); ++row) {
            if (const auto taken = builder.append((*block)->row(row)); !taken)
                return taken;
        }
        if (progress)
            progress(builder.rowCount(), reader.share());
    }
}

} // namespace

Result<ContactsFile> readContactsFile(const QString &file, const std::optional<TableFormat> &format,
                                      const ContactLimits &limits,
                                      const std::function<void(qint64 rows, double share)> &progress,
                                      const std::stop_token &stop)
{
    ContactsFile result;
    if (format) {
        result.format = *format;
    } else {
        const auto guess = guessTableFormat(file);
        if (!guess)
            return tl::unexpected(guess.error());
        result.format = guess->format;
        result.isGuessed = !guess->encodingIsCertain
            || (!guess->separatorIsCertain && guess->format.kind == TableFormat::Kind::Delimited);
    }
    const auto reader = TableReader::open(file, result.format);
    if (!reader)
        return tl::unexpected(reader.error());
    ContactColumnsBuilder builder((*reader)->columns(), limits);
    if (const auto read = readRows(**reader, builder, progress, stop); !read)
        return tl::unexpected(read.error());
    if (builder.rowCount() == 0)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("contacts_empty"), .subject = file});
    auto contacts = builder.finish();
    if (!contacts)
        return tl::unexpected(contacts.error());
    result.contacts = *std::move(contacts);
    result.unreadFields = (*reader)->lateColumns();
    return result;
}

} // namespace muster
