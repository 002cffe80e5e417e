// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxenrichbody.h"

#include "network/sandbox/sandboxcampaign.h"
#include "network/sandbox/sandboxjson.h"
#include "network/sandbox/sandboxschema.h"

#include <QDate>
#include <QSet>
#include <QUtf8StringView>
#include <algorithm>
#include <simdjson.h>

namespace muster {

namespace {

using namespace Qt::StringLiterals;
using namespace simdjson;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

bool isDay(std::string_view text)
{
    const QString day = textOf(text);
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return day.size() == 10 && std::count_if(day.begin(), day.end(), digit) == 8
        && QDate::fromString(day, u"yyyy-MM-dd"_s).isValid();
}

std::string_view trimmed(std::string_view token)
{
    const auto end = token.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view() : token.substr(0, end + 1);
}

/// One reading of one body; collects every fault instead of stopping at the first. Broken JSON ends it.
class EnrichmentReader
{
public:
    EnrichmentReader(const SandboxList &list, const SandboxListStore &store)
        : m_list(list)
        , m_store(store)
        , m_schema(sandboxListSchema(list))
    {
    }

    QList<SandboxEnrichedContact> contacts;
    SandboxEnrichmentRefusal refusal;

    void read(const QByteArray &body)
    {
        const padded_string json(body.constData(), static_cast<std::size_t>(body.size()));
        ondemand::parser parser;
        ondemand::document document;
        ondemand::object object;
        const bool readable = parser.iterate(json).get(document) == SUCCESS
            && document.get_object().get(object) == SUCCESS && readBatch(object)
            && document.current_location().error() == OUT_OF_BOUNDS;
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
    void fault(const QString &field, QLatin1String issue) { refusal.details.append({field, issue}); }

    /// Walks over the members of `object`, each name once. False: the JSON is broken.
    template <typename Take>
    bool forEachMember(ondemand::object object, const QString &prefix, Take take)
    {
        QSet<QString> seen;
        for (auto field : object) {
            std::string_view key;
            ondemand::value value;
            if (field.unescaped_key().get(key) != SUCCESS || !isUtf8(key))
                return false;
            const QString name = textOf(key);
            if (field.value().get(value) != SUCCESS)
                return false;
            if (seen.contains(name))
                fault(prefix + name.left(100), "named twice"_L1);
            seen.insert(name);
            if (!take(name, value))
                return false;
        }
        return true;
    }

    /// Goes past a value that nobody looks at.
    static bool isWhole(ondemand::value value)
    {
        ondemand::json_type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        std::string_view raw;
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            return value.get_object().get(object) == SUCCESS && object.raw_json().get(raw) == SUCCESS;
        }
        ondemand::array array;
        return type != ondemand::json_type::array
            || (value.get_array().get(array) == SUCCESS && array.raw_json().get(raw) == SUCCESS);
    }

    bool readBatch(ondemand::object object)
    {
        return forEachMember(object, {}, [this](const QString &name, ondemand::value value) {
            if (name == "contactListId"_L1)
                return readListId(value);
            if (name == "contacts"_L1)
                return readContacts(value);
            fault(name.left(100), "unknown member"_L1);
            return isWhole(value);
        });
    }

    /// False: broken. `text` stays as it is when the value is none.
    bool readText(ondemand::value value, const QString &field, std::optional<QString> &text)
    {
        ondemand::json_type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        if (type != ondemand::json_type::string) {
            fault(field, "must be text"_L1);
            return isWhole(value);
        }
        std::string_view found;
        if (value.get_string().get(found) != SUCCESS || !isUtf8(found))
            return false;
        text = textOf(found);
        return true;
    }

    bool readListId(ondemand::value value)
    {
        m_hasListId = true;
        std::optional<QString> id;
        if (!readText(value, u"contactListId"_s, id))
            return false;
        if (id && *id != m_list.id)
            fault(u"contactListId"_s, "not the list of the address"_L1);
        return true;
    }

    bool readContacts(ondemand::value value)
    {
        m_hasContacts = true;
        ondemand::array array;
        if (value.get_array().get(array) != SUCCESS) {
            fault(u"contacts"_s, "must be an array"_L1);
            return isWhole(value);
        }
        qsizetype at = 0;
        for (auto item : array) {
            ondemand::value contact;
            if (item.get(contact) != SUCCESS || !readContact(contact, u"contacts[%1]"_s.arg(at++)))
                return false;
        }
        if (at == 0)
            fault(u"contacts"_s, "at least one is needed"_L1);
        return true;
    }

    bool readContact(ondemand::value value, const QString &field)
    {
        ondemand::object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        std::optional<QString> id;
        bool hasId = false, hasAttributes = false;
        m_values.clear();
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, ondemand::value member) {
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

    bool readAttributes(ondemand::value value, const QString &field)
    {
        ondemand::object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        bool any = false;
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, ondemand::value member) {
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

    bool readValue(ondemand::value value, const QString &field, const SandboxListAttribute &attribute, int position)
    {
        ondemand::json_type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        if (type == ondemand::json_type::null) {
            bool isNull = false;
            fault(field, "null"_L1);
            return value.is_null().get(isNull) == SUCCESS && isNull;
        }
        if (type == ondemand::json_type::string)
            return readTextValue(value, field, attribute, position);
        if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
            fault(field, "wrong type"_L1);
            return isWhole(value);
        }
        const std::string_view token = trimmed(value.raw_json_token());
        const bool isWord = type == ondemand::json_type::boolean && (token == "true" || token == "false");
        if (!isWord && (type != ondemand::json_type::number || !isNumber(token)))
            return false;
        using enum SandboxListAttribute::Type;
        const bool whole = token.find_first_of(".eE") == std::string_view::npos;
        const bool fits = (attribute.type == Boolean && type == ondemand::json_type::boolean)
            || (attribute.type == Decimal && type == ondemand::json_type::number)
            || (attribute.type == Integer && type == ondemand::json_type::number && whole);
        if (!fits)
            fault(field, "wrong type"_L1);
        else
            m_values.append({position, QByteArray(token.data(), static_cast<qsizetype>(token.size()))});
        return true;
    }

    bool readTextValue(ondemand::value value, const QString &field, const SandboxListAttribute &attribute, int position)
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
        else if (attribute.type != String && (attribute.type != Date || !isDay(text)))
            fault(field, "wrong type"_L1);
        else {
            std::string json = "\"";
            sandboxAppendEscaped(json, text);
            json += '"';
            m_values.append({position, QByteArray::fromStdString(json)});
        }
        return true;
    }

    /// The parser hands out numbers unseen; whatever it can read as one is one, however large.
    static bool isNumber(std::string_view token)
    {
        const padded_string json(token);
        ondemand::parser parser;
        ondemand::document document;
        double number = 0;
        return parser.iterate(json).get(document) == SUCCESS && document.get_double().get(number) == SUCCESS;
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
