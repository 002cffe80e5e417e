// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/samplerows.h"

#include "models/audiences/estimate/membershipreasons.h"

#include <QHash>

namespace muster {

namespace {

QString shown(std::string_view cell)
{
    // A character is four bytes at most: what lies behind is not even read. The one more tells that it was longer.
    constexpr qsizetype most = SampleRows::longestText + 1;
    const auto bytes = std::min<std::size_t>(cell.size(), std::size_t(most) * 4);
    QString text = QString::fromUtf8(cell.data(), qsizetype(bytes)).left(most);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

class RowMaker
{
public:
    RowMaker(const ContactColumns &contacts, const CriteriaQuestion &question)
        : m_contacts(contacts)
        , m_question(question)
    {
        const CriteriaOutline outline = CriteriaOutline::of(question);
        for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
            const CriteriaOutline::Node &node = outline.nodes[i];
            if (node.isGroup || !outline.takesPart(int(i)))
                continue;
            qsizetype place = fields.size();
            for (qsizetype at = 0; at < fields.size(); ++at) {
                if (fields[at].name == node.condition.field)
                    place = at;
            }
            if (place == fields.size()) {
                m_columns.append(contacts.indexOf(node.condition.field));
                fields.append({.name = node.condition.field, .isMissing = m_columns.last() < 0});
            }
            m_places.insert(node.path, place);
        }
    }

    [[nodiscard]] SampleRow row(std::uint32_t number, int changes) const
    {
        SampleRow row{.row = number, .changes = changes};
        if (m_contacts.fieldCount() > 0)
            row.id = shown(m_contacts.cell(number, 0));
        for (const int column : m_columns)
            row.cells.append({.text = column < 0 ? QString() : shown(m_contacts.cell(number, column))});
        if (changes > 0) {
            const auto failing = membershipReasons(m_contacts, m_question, number).toGetIn;
            for (const CriteriaPath &path : failing.value_or(QList<CriteriaPath>()))
                row.cells[m_places.value(path)].fails = true;
        }
        return row;
    }

    QList<SampleRows::Field> fields;

private:
    const ContactColumns &m_contacts;
    const CriteriaQuestion &m_question;
    QList<int> m_columns; ///< As `fields`, among those of the contacts; -1: they have none.
    QHash<CriteriaPath, qsizetype> m_places; ///< Of conditions among `fields`.
};

} // namespace

std::optional<SampleRows> sampleRows(const ContactColumns &contacts, const CriteriaQuestion &question,
                                     const AudienceSamples &samples, const std::stop_token &stop)
{
    const RowMaker maker(contacts, question);
    SampleRows table{.fields = maker.fields, .rows = {}};
    for (const std::uint32_t row : samples.matching) {
        if (stop.stop_requested())
            return std::nullopt;
        table.rows.append(maker.row(row, 0));
    }
    for (const NearMiss &miss : samples.nearMisses) {
        if (stop.stop_requested())
            return std::nullopt;
        table.rows.append(maker.row(miss.row, miss.changes));
    }
    return table;
}

} // namespace muster
