// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxschema.h"

#include <QtEndian>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headBytes = 6;

QByteArray packed(int attribute, std::string_view json)
{
    QByteArray entry(headBytes, Qt::Uninitialized);
    qToLittleEndian(static_cast<quint16>(attribute), entry.data());
    qToLittleEndian(static_cast<quint32>(json.size()), entry.data() + 2);
    return entry.append(json.data(), static_cast<qsizetype>(json.size()));
}

qsizetype entryBytes(const char *entry)
{
    return headBytes + static_cast<qsizetype>(qFromLittleEndian<quint32>(entry + 2));
}

} // namespace

QString SandboxListAttribute::typeName() const
{
    switch (type) {
    case Type::String:
        return u"string"_s;
    case Type::Integer:
        return u"integer"_s;
    case Type::Decimal:
        return u"decimal"_s;
    case Type::Boolean:
        return u"boolean"_s;
    case Type::Date:
        return u"date"_s;
    case Type::Picklist:
        return u"picklist"_s;
    }
    Q_UNREACHABLE();
}

const QList<SandboxListAttribute> &sandboxListSchema(const SandboxList &list)
{
    using enum SandboxListAttribute::Type;
    using Schema = QList<SandboxListAttribute>;
    static const Schema people
        = {{u"loyalty_tier"_s, String},     {u"visits"_s, Integer},     {u"lifetime_value"_s, Decimal},
           {u"newsletter"_s, Boolean},      {u"last_purchase"_s, Date}, {u"preferred_agent"_s, String},
           {u"account_reference"_s, String}};
    static const Schema leads = {{u"lead_source"_s, String},
                                 {u"lead_score"_s, Integer},
                                 {u"budget"_s, Decimal},
                                 {u"consent"_s, Boolean},
                                 {u"call_back_on"_s, Date}};
    static const Schema quoting = {{u"Kundengruppe \"A/B\""_s, String},
                                   {u"größe.cm"_s, Decimal},
                                   {u"<b>stage</b>"_s, Picklist},
                                   {u"items[0]"_s, Integer}};
    static const Schema none;
    switch (list.kind) {
    case SandboxList::Kind::Everyone:
    case SandboxList::Kind::Dozen:
        return people;
    case SandboxList::Kind::Leads:
        return leads;
    case SandboxList::Kind::Plain:
        return quoting;
    case SandboxList::Kind::Nobody:
        return none;
    }
    Q_UNREACHABLE();
}

void SandboxEnrichedValues::set(int attribute, std::string_view json)
{
    for (qsizetype at = 0; at < m_packed.size();) {
        const char *entry = m_packed.constData() + at;
        const qsizetype bytes = entryBytes(entry);
        if (qFromLittleEndian<quint16>(entry) == attribute) {
            m_packed.replace(at, bytes, packed(attribute, json));
            return;
        }
        at += bytes;
    }
    m_packed += packed(attribute, json);
}

QList<QPair<int, QByteArray>> SandboxEnrichedValues::all() const
{
    QList<QPair<int, QByteArray>> values;
    for (qsizetype at = 0; at < m_packed.size();) {
        const char *entry = m_packed.constData() + at;
        const qsizetype bytes = entryBytes(entry);
        values.append({qFromLittleEndian<quint16>(entry), QByteArray(entry + headBytes, bytes - headBytes)});
        at += bytes;
    }
    return values;
}

} // namespace muster
