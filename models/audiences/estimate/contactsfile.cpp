// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactsfile.h"

#include "models/sources/tablereader.h"

namespace muster {

namespace {

Result<void> readRows(TableReader &reader, ContactColumnsBuilder &builder,
                      const std::function<void(qint64 rows, double share)> &progress, const std::stop_token &stop)
{
    for (;;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(block, reader.next());
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
        TRY(guess, guessTableFormat(file));
        result.format = guess->format;
        result.isGuessed = !guess->encodingIsCertain
            || (!guess->separatorIsCertain && guess->format.kind == TableFormat::Kind::Delimited);
    }
    TRY(reader, TableReader::open(file, result.format));
    ContactColumnsBuilder builder((*reader)->columns(), limits);
    TRY_VOID(readRows(**reader, builder, progress, stop));
    if (builder.rowCount() == 0)
        return failure(ErrorKind::BadInput, "contacts_empty", file);
    TRY(contacts, builder.finish());
    result.contacts = *std::move(contacts);
    result.unreadFields = (*reader)->lateColumns();
    return result;
}

} // namespace muster
