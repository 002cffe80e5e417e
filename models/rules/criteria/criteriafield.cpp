// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/criteriafield.h"

namespace muster {

namespace {

/// A new word begins at an upper-case letter behind a lower-case one or a digit, and at the last upper-case letter of
/// several when a lower-case one follows: "lastSeen", "CRMId".
bool beginsWord(const QString &name, qsizetype at)
{
    if (at == 0 || !name[at].isUpper())
        return false;
    if (name[at - 1].isLower() || name[at - 1].isDigit())
        return true;
    return name[at - 1].isUpper() && at + 1 < name.size() && name[at + 1].isLower();
}

} // namespace

CriteriaFields::CriteriaFields(const QList<CriteriaField> &fields)
{
    for (const CriteriaField &field : fields) {
        if (m_places.contains(field.name))
            continue;
        m_places.insert(field.name, m_fields.size());
        m_fields.append(field);
    }
}

const CriteriaField *CriteriaFields::find(const QString &name) const
{
    const auto place = m_places.constFind(name);
    return place == m_places.cend() ? nullptr : &m_fields[*place];
}

QList<CriteriaOperator> operatorsFor(CriteriaFieldType type)
{
    using Op = CriteriaOperator;
    switch (type) {
    case CriteriaFieldType::Text:
        return {Op::Equals, Op::NotEquals, Op::Contains, Op::StartsWith};
    case CriteriaFieldType::Number:
    case CriteriaFieldType::Date:
        return {Op::Equals, Op::NotEquals, Op::GreaterThan, Op::LessThan};
    case CriteriaFieldType::Boolean:
        return {Op::Equals, Op::NotEquals};
    }
    Q_UNREACHABLE();
}

QString humanisedName(const QString &name)
{
    QStringList words{QString()};
    for (qsizetype at = 0; at < name.size(); ++at) {
        const bool gap = name[at] == u'_' || name[at] == u'-' || name[at] == u'.' || name[at].isSpace();
        if (gap || beginsWord(name, at))
            words.append(QString());
        if (!gap)
            words.last().append(name[at]);
    }
    words.removeAll(QString());
    if (words.isEmpty())
        return name;
    for (QString &word : words) {
        // "Revenue" becomes "revenue"; "CRM" stays.
        if (word.size() == 1 || !word[1].isUpper())
            word[0] = word[0].toLower();
    }
    return words.join(u' ');
}

QString fieldLabel(const CriteriaFields &fields, const QString &name)
{
    const CriteriaField *field = fields.find(name);
    return field != nullptr && !field->label.isEmpty() ? field->label : humanisedName(name);
}

} // namespace muster
