// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxfile.h"

#include <QSet>
#include <QUtf8StringView>

namespace muster {

namespace {

constexpr char fileSeparator = 0x1f; // Control characters are left out of what a cell holds.

/// Takes a CSV apart, record by record.
class CsvCells
{
public:
    explicit CsvCells(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool isBroken() const { return m_broken; }
    /// Code points of the record read last, without the line's end.
    [[nodiscard]] qsizetype characters() const { return m_characters; }

    QByteArrayList next()
    {
        const qsizetype from = m_at;
        QByteArrayList cells;
        while (!m_broken) {
            cells.append(cell());
            if (atEnd() || m_text[m_at] != ',')
                break;
            ++m_at;
        }
        m_characters = 0;
        for (qsizetype at = from; at < m_at; ++at)
            m_characters += (static_cast<unsigned char>(m_text[at]) & 0xc0) == 0x80 ? 0 : 1;
        if (!atEnd() && m_text[m_at] == '\r')
            ++m_at;
        if (!atEnd() && m_text[m_at] == '\n')
            ++m_at;
        else
            m_broken |= !atEnd();
        return cells;
    }

private:
    QByteArray cell()
    {
        QByteArray value;
        if (!atEnd() && m_text[m_at] == '"') {
            for (++m_at;; ++m_at) {
                if (atEnd()) {
                    m_broken = true;
                    return value;
                }
                if (m_text[m_at] == '"' && (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"'))
                    break;
                if (m_text[m_at] == '"')
                    ++m_at;
                take(value);
            }
            ++m_at;
            return value;
        }
        for (; !atEnd() && m_text[m_at] != ',' && m_text[m_at] != '\n' && m_text[m_at] != '\r'; ++m_at)
            take(value);
        return value;
    }
    void take(QByteArray &value) const
    {
        if (static_cast<unsigned char>(m_text[m_at]) >= 0x20)
            value.append(m_text[m_at]);
    }

    const QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_characters = 0;
    bool m_broken = false;
};

} // namespace

std::optional<CxoneSandboxFile> CxoneSandboxFile::read(QByteArrayView file, const CxoneSandboxList &list,
                                                       const CxoneSandboxFileLimits &limits)
{
    if (file.size() > limits.bytes || !QUtf8StringView(file).isValidUtf8())
        return std::nullopt;
    constexpr QByteArrayView mark = "\xef\xbb\xbf";
    CsvCells cells(file.startsWith(mark) ? file.sliced(mark.size()) : file);
    const QByteArrayList names = cells.next();
    CxoneSandboxFile read;
    read.m_columns = list.columns.size();
    constexpr int externalId = -1, unknown = -2;
    QList<int> places;
    for (const QByteArray &name : names) {
        const QString column = QString::fromUtf8(name).trimmed();
        const auto found = std::find_if(list.columns.cbegin(), list.columns.cend(),
                                        [&column](const auto &known) { return known.column == column; });
        places.append(column == list.externalIdColumn    ? externalId
                          : found == list.columns.cend() ? unknown
                                                         : static_cast<int>(found - list.columns.cbegin()));
        if (places.last() != unknown)
            read.m_places.append(places.last());
    }
    const bool namesTwice = QSet<int>(read.m_places.cbegin(), read.m_places.cend()).size() != read.m_places.size();
    if (namesTwice || !read.m_places.contains(externalId) || cells.isBroken())
        return std::nullopt;
    while (!cells.atEnd()) {
        const QByteArrayList row = cells.next();
        if (row.size() == 1 && row.first().isEmpty())
            continue; // An empty line.
        QByteArrayList packed;
        for (qsizetype at = 0; at < places.size(); ++at) {
            if (places[at] != unknown)
                packed.append(row.value(at));
        }
        read.m_rows.append(packed.join(fileSeparator));
        if (cells.isBroken() || row.size() > places.size() || cells.characters() > limits.rowCharacters
            || read.m_rows.size() > limits.rows)
            return std::nullopt;
    }
    return read;
}

CxoneSandboxRow CxoneSandboxFile::row(qsizetype at) const
{
    CxoneSandboxRow row;
    row.values = QStringList(m_columns, QString());
    const QByteArrayList values = m_rows[at].split(fileSeparator);
    for (qsizetype value = 0; value < values.size(); ++value) {
        const QString text = QString::fromUtf8(values[value]).trimmed();
        if (m_places[value] < 0)
            row.externalId = text;
        else
            row.values[m_places[value]] = text.isNull() ? QString::fromLatin1("") : text;
    }
    return row;
}

} // namespace muster
