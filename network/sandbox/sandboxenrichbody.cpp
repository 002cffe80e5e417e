// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxenrichbody.h"

#include "network/sandbox/sandboxcampaign.h"
#include "network/sandbox/sandboxjson.h"
#include "network/sandbox/sandboxliststore.h"

#include <QDate>
#include <algorithm>

namespace muster {

namespace {

using namespace Qt::StringLiterals;
using namespace simdjson;

bool isDay(const QString &day)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return day.size() == 10 && std::count_if(day.begin(), day.end(), digit) == 8
        && QDate::fromString(day, u"yyyy-MM-dd"_s).isValid();
}

/// One reading of one body; collects every fault instead of stopping at the first. Broken JSON ends it.
class EnrichmentReader : private SandboxBodyReader
{
public:
    EnrichmentReader(const SandboxList &list, const SandboxListStore &store)
        : SandboxBodyReader(refusal.details)
        , m_list(list)
        , m_store(store)
        , m_schema(sandboxListSchema(list))
    {
    }

    QList<SandboxEnrichedContact> contacts;
    SandboxEnrichmentRefusal refusal;

    void read(const QByteArray &body)
    {
        const bool readable = readObject(body, [this](Object object) { return readBatch(object); });
        if (!readable) {
            refusal.details = {{u"body"_s, u"not a JSON object"_s}};
            return;
        }
        if (!m_hasListId)
            fault(u"contactListId"_s, "missing"_L1);
        if (!m_hasContacts)
            fault(u"contacts"_s, "missing"_L1);
        const int most = SandboxCampaign::contactsPerBatch(m_list.id);
        if (refusal.details.isEmpty() && most >= 0 && contacts.size() > most) {
            refusal.code = "enrichment_timeout"_L1;
            refusal.details = {{u"contacts"_s, u"more than %1"_s.arg(most)}};
        }
    }

private:
    bool readBatch(Object object)
    {
        return forEachMember(object, {}, [this](const QString &name, Value value) {
            if (name == "contactListId"_L1)
                return readListId(value);
            if (name == "contacts"_L1)
                return readContacts(value);
            fault(name.left(100), "unknown member"_L1);
            return isWhole(value);
        });
    }

    bool readListId(Value value)
    {
        m_hasListId = true;
        std::optional<QString> id;
        if (!readText(value, u"contactListId"_s, id))
            return false;
        if (id && *id != m_list.id)
            fault(u"contactListId"_s, "not the list of the address"_L1);
        return true;
    }

    bool readContacts(Value value)
    {
        m_hasContacts = true;
        ondemand::array array;
        if (value.get_array().get(array) != SUCCESS) {
            fault(u"contacts"_s, "must be an array"_L1);
            return isWhole(value);
        }
        qsizetype at = 0;
        for (auto item : array) {
            Value contact;
            if (item.get(contact) != SUCCESS || !readContact(contact, u"contacts[%1]"_s.arg(at++)))
                return false;
        }
        if (at == 0)
            fault(u"contacts"_s, "at least one is needed"_L1);
        return true;
    }

    bool readContact(Value value, const QString &field)
    {
        Object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        std::optional<QString> id;
        bool hasId = false, hasAttributes = false;
        m_values.clear();
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, Value member) {
            if (name == "contactId"_L1) {
                hasId = true;
                return readText(member, field + u".contactId"_s, id);
            }
            if (name == "attributes"_L1) {
                hasAttributes = true;
                return readAttributes(member, field + u".attributes"_s);
            }
            fault(field + u'.' + name.left(100), "unknown member"_L1);
            return isWhole(member);
        });
        if (!whole)
            return false;
        if (!hasId)
            fault(field + u".contactId"_s, "missing"_L1);
        if (!hasAttributes)
            fault(field + u".attributes"_s, "missing"_L1);
        if (id)
            judgeId(*id, field + u".contactId"_s);
        contacts.append({id.value_or(QString()), m_values});
        return true;
    }

    void judgeId(const QString &id, const QString &field)
    {
        using enum SandboxListStore::Presence;
        if (m_seen.contains(id))
            return fault(field, "named twice"_L1);
        m_seen.insert(id);
        const auto presence = m_store.presence(m_list, id);
        if (presence == Never)
            fault(field, "no contact of this list"_L1);
        else if (presence == Removed)
            fault(field, "deleted"_L1);
    }

    bool readAttributes(Value value, const QString &field)
    {
        Object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        bool any = false;
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, Value member) {
            any = true;
            const QString path = field + u'.' + name.left(100);
            const auto found = std::find_if(m_schema.cbegin(), m_schema.cend(),
                                            [&name](const auto &attribute) { return attribute.name == name; });
            if (found == m_schema.cend()) {
                fault(path, "unknown attribute"_L1);
                return isWhole(member);
            }
            return readValue(member, path, *found, static_cast<int>(found - m_schema.cbegin()));
        });
        if (whole && !any)
            fault(field, "at least one is needed"_L1);
        return whole;
    }

    bool readValue(Value value, const QString &field, const SandboxListAttribute &attribute, int position)
    {
        Type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        if (type == Type::null) {
            bool isNull = false;
            fault(field, "null"_L1);
            return value.is_null().get(isNull) == SUCCESS && isNull;
        }
        if (type == Type::string)
            return readTextValue(value, field, attribute, position);
        if (type == Type::object || type == Type::array) {
            fault(field, "wrong type"_L1);
            return isWhole(value);
        }
        const std::string_view token = tokenOf(value);
        const bool isWord = type == Type::boolean && (token == "true" || token == "false");
        if (!isWord && (type != Type::number || !isNumber(token)))
            return false;
        using enum SandboxListAttribute::Type;
        const bool whole = token.find_first_of(".eE") == std::string_view::npos;
        const bool fits = (attribute.type == Boolean && type == Type::boolean)
            || (attribute.type == Decimal && type == Type::number)
            || (attribute.type == Integer && type == Type::number && whole);
        if (!fits)
            fault(field, "wrong type"_L1);
        else
            m_values.append({position, QByteArray(token.data(), static_cast<qsizetype>(token.size()))});
        return true;
    }

    bool readTextValue(Value value, const QString &field, const SandboxListAttribute &attribute, int position)
    {
        std::string_view text;
        // Half a surrogate pair, escaped, comes out as bytes that are no UTF-8.
        if (value.get_string().get(text) != SUCCESS || !isUtf8(text))
            return false;
        using enum SandboxListAttribute::Type;
        if (text.empty())
            fault(field, "empty text"_L1);
        else if (text == "null" || text == "NULL" || text == "N/A")
            fault(field, "a word for nothing"_L1);
        else if (attribute.type != String && (attribute.type != Date || !isDay(textOf(text))))
            fault(field, "wrong type"_L1);
        else {
            std::string json = "\"";
            sandboxAppendEscaped(json, text);
            json += '"';
            m_values.append({position, QByteArray::fromStdString(json)});
        }
        return true;
    }

    const SandboxList &m_list;
    const SandboxListStore &m_store;
    const QList<SandboxListAttribute> &m_schema;
    QSet<QString> m_seen;
    QList<QPair<int, QByteArray>> m_values; ///< Of the contact that is being read.
    bool m_hasListId = false, m_hasContacts = false;
};

} // namespace

tl::expected<QList<SandboxEnrichedContact>, SandboxEnrichmentRefusal>
readSandboxEnrichment(const QByteArray &body, const SandboxList &list, const SandboxListStore &store)
{
    EnrichmentReader reader(list, store);
    reader.read(body);
    if (!reader.refusal.details.isEmpty())
        return tl::unexpected(std::move(reader.refusal));
    return std::move(reader.contacts);
}

} // namespace muster
