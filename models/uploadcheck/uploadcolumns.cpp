// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadcolumns.h"

#include "models/runs/lists/read/contactcsvreader.h"

#include <QSet>
#include <algorithm>

namespace muster {

namespace {

QString plainColumn(const QString &name)
{
    return name.trimmed().toLower().remove(u' ').remove(u'-').remove(u'_');
}

qint32 place(qsizetype column)
{
    return qint32(column) + 1;
}

/// Names that a list could not be mapped by.
void judgeNames(UploadColumns &columns)
{
    QSet<QString> seen;
    for (qsizetype at = 0; at < columns.names.size(); ++at) {
        const QString &name = columns.names[at];
        const QString folded = name.trimmed().toCaseFolded();
        const QByteArray utf8 = name.toUtf8();
        const std::string_view text(utf8.constData(), std::size_t(utf8.size()));
        if (folded.isEmpty())
            columns.findings.append({.row = 1, .column = place(at), .rule = UploadRule::ColumnNameless});
        else if (hasControls(text) || hasOuterBlanks(text))
            columns.findings.append({.row = 1, .column = place(at), .rule = UploadRule::ColumnCharacters});
        if (!folded.isEmpty() && seen.contains(folded))
            columns.findings.append({.row = 1, .column = place(at), .rule = UploadRule::ColumnRepeated});
        seen.insert(folded);
    }
}

/// Names as the interface has them, for the columns whose values it has a type for.
void findTyped(UploadColumns &columns)
{
    static const QStringList dates{QStringLiteral("callrequesttime"), QStringLiteral("expirationdate")};
    static const QStringList numbers{QStringLiteral("agentid"), QStringLiteral("callrequeststale"),
                                     QStringLiteral("callrequeststalemins")};
    for (int at = 0; at < columns.names.size(); ++at) {
        const QString name = plainColumn(columns.names[at]);
        if (name == u"timezone" && columns.timeZone < 0)
            columns.timeZone = at;
        else if (dates.contains(name))
            columns.dates.append(at);
        else if (numbers.contains(name))
            columns.numbers.append(at);
    }
}

Result<int> columnNamed(const QStringList &names, const QString &wanted)
{
    for (int at = 0; at < names.size(); ++at) {
        if (names[at].trimmed().compare(wanted.trimmed(), Qt::CaseInsensitive) == 0)
            return at;
    }
    return failure(ErrorKind::BadInput, "csv_no_such_column", wanted);
}

} // namespace

bool hasControls(std::string_view utf8)
{
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        const auto c = static_cast<unsigned char>(utf8[at]);
        if (c < 0x20 || c == 0x7F)
            return true;
        // U+0080 to U+009F
        if (c == 0xC2 && at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) < 0xA0)
            return true;
    }
    return false;
}

bool hasOuterBlanks(std::string_view utf8)
{
    if (utf8.empty())
        return false;
    const auto isPlain = [](char c) { return c > ' ' && c < '\x7F'; };
    if (isPlain(utf8.front()) && isPlain(utf8.back()))
        return false;
    const QString text = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
    return text.trimmed().size() != text.size();
}

Result<UploadColumns> UploadColumns::of(std::span<const std::string_view> header, qint64 characters,
                                        const Choice &choice, const UploadLimits &limits)
{
    UploadColumns columns;
    for (const std::string_view cell : header)
        columns.names.append(QString::fromUtf8(cell.data(), qsizetype(cell.size())));
    const qsizetype all = columns.names.size();
    while (!columns.names.isEmpty() && columns.names.constLast().isEmpty())
        columns.names.removeLast();
    if (columns.names.size() < all) {
        columns.findings.append({.row = 1, .column = place(columns.names.size()), .rule = UploadRule::EmptyColumns});
    }
    judgeNames(columns);
    if (characters > limits.rowCharacters)
        columns.findings.append({.row = 1, .rule = UploadRule::HeaderLong});
    if (choice.id.isEmpty()) {
        columns.id = ContactCsvReader::usualIdColumn(columns.names);
    } else {
        TRY(id, columnNamed(columns.names, choice.id));
        columns.id = *id;
    }
    for (const QString &name : choice.phones) {
        TRY(phone, columnNamed(columns.names, name));
        if (!columns.phones.contains(*phone))
            columns.phones.append(*phone);
    }
    if (choice.phones.isEmpty()) {
        if (const int phone = ContactCsvReader::usualPhoneColumn(columns.names); phone >= 0)
            columns.phones.append(phone);
    }
    if (columns.id < 0)
        columns.findings.append({.row = 1, .rule = UploadRule::NoIdColumn});
    if (columns.phones.isEmpty())
        columns.findings.append({.row = 1, .rule = UploadRule::NoPhoneColumn});
    findTyped(columns);
    return columns;
}

} // namespace muster
