// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactsfile.h"

#include "models/sources/tablereader.h"
#include "network/wire/mapped.h"

#include <set>

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
            TRY_VOID(builder.append((*block)->row(row)));
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

namespace {

/// Empty: there are too many, or each person has one of his own.
QStringList valuesOf(const ContactField &field, const ContactColumns &contacts)
{
    std::set<std::string_view> values;
    for (std::size_t chunk = 0; chunk < field.chunks.size(); ++chunk) {
        const TextColumn &cells = field.chunks[chunk].cells;
        const std::uint32_t texts
            = cells.hasCodes() || cells.form() == TextColumn::Form::Empty ? cells.texts() : contacts.rowsIn(chunk);
        for (std::uint32_t i = 0; i < texts; ++i) {
            if (!cells.text(i).empty())
                values.insert(cells.text(i));
            if (values.size() > mostKnownValues)
                return {};
        }
    }
    if (qint64(values.size()) * 2 > field.filled)
        return {};
    return mapped(
        values, [](const std::string_view value) { return QString::fromUtf8(value.data(), qsizetype(value.size())); });
}

} // namespace

CriteriaFields contactFields(const ContactColumns &contacts)
{
    QList<CriteriaField> fields;
    for (int i = 0; i < contacts.fieldCount(); ++i) {
        const ContactField &field = contacts.field(i);
        if (field.filled == 0)
            continue;
        CriteriaField known{.name = field.name, .type = field.type};
        if (field.type == CriteriaFieldType::Text)
            known.values = valuesOf(field, contacts);
        fields.append(known);
    }
    return CriteriaFields(fields);
}

FieldInference::FieldInference(QObject *parent)
    : QObject(parent)
    , m_work([this](const CriteriaFields &fields) { Q_EMIT inferred(fields); },
             [this](const ApiError &thrown) { Q_EMIT failed(thrown); })
{
}

void FieldInference::start(const SharedContactColumns &contacts)
{
    m_work.start([contacts](const std::stop_token &) { return contactFields(*contacts); });
}

void FieldInference::cancel()
{
    m_work.cancel();
}

} // namespace muster
