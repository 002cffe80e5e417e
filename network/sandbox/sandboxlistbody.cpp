// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlistbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxContacts = 100;

/// One reading of one body; collects every fault instead of stopping at the first.
class BatchReader
{
public:
    BatchReader(SandboxBatch kind, const SandboxList &list, const SandboxListStore &store)
        : m_kind(kind)
        , m_list(list)
        , m_store(store)
    {
    }

    QList<ContactPhone> contacts;
    SandboxBatchRefusal refusal;

    void read(const QByteArray &body)
    {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(body, &error);
        if (error.error != QJsonParseError::NoError || !document.isObject())
            return fault(u"body"_s, "not a JSON object"_L1);
        const QJsonObject object = document.object();
        refuseOthers(object, {"contacts"_L1}, {});
        const QJsonValue value = object.value("contacts"_L1);
        const QJsonArray array = value.toArray();
        if (!value.isArray())
            return fault(u"contacts"_s, value.isUndefined() ? "missing"_L1 : "must be an array"_L1);
        if (array.isEmpty())
            return fault(u"contacts"_s, "at least one is needed"_L1);
        if (array.size() > maxContacts) {
            refusal.code = "batch_too_large"_L1;
            return fault(u"contacts"_s, "more than 100"_L1);
        }
        for (qsizetype at = 0; at < array.size(); ++at)
            readContact(array[at], u"contacts[%1]"_s.arg(at));
        if (refusal.details.isEmpty() && !m_conflicts.isEmpty())
            refusal = {409, "contact_exists"_L1, m_conflicts};
    }

private:
    void fault(const QString &field, QLatin1String issue) { refusal.details.append({field, issue}); }

    void refuseOthers(const QJsonObject &object, const QList<QLatin1String> &known, const QString &prefix)
    {
        const QStringList keys = object.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                fault(prefix + key.left(100), "unknown member"_L1);
        }
    }

    std::optional<QString> text(const QJsonValue &value, const QString &field)
    {
        if (value.isString())
            return value.toString();
        fault(field, value.isUndefined() ? "missing"_L1 : "must be text"_L1);
        return std::nullopt;
    }

    void readContact(const QJsonValue &value, const QString &field)
    {
        if (!value.isObject())
            return fault(field, "must be an object"_L1);
        const QJsonObject object = value.toObject();
        refuseOthers(object, {"id"_L1, "phone"_L1}, field + u'.');
        const auto id = text(object.value("id"_L1), field + u".id"_s);
        const auto phone = text(object.value("phone"_L1), field + u".phone"_s);
        if (id)
            judgeId(*id, field + u".id"_s);
        if (phone && m_kind == SandboxBatch::Correction && !isSandboxE164(*phone))
            fault(field + u".phone"_s, "not E.164"_L1);
        if (id && phone)
            contacts.append({*id, *phone});
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
        else if (m_kind == SandboxBatch::Correction && presence == Removed)
            fault(field, "deleted"_L1);
        else if (m_kind == SandboxBatch::Restoring && presence == Present)
            m_conflicts.append({field, u"is in the list"_s});
    }

    const SandboxBatch m_kind;
    const SandboxList &m_list;
    const SandboxListStore &m_store;
    QSet<QString> m_seen;
    QList<FieldFault> m_conflicts;
};

} // namespace

bool isSandboxE164(QStringView text)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return text.size() >= 3 && text.size() <= 16 && text[0] == u'+' && text[1] != u'0'
        && std::all_of(text.begin() + 1, text.end(), digit);
}

tl::expected<QList<ContactPhone>, SandboxBatchRefusal>
readSandboxBatch(const QByteArray &body, SandboxBatch kind, const SandboxList &list, const SandboxListStore &store)
{
    BatchReader reader(kind, list, store);
    reader.read(body);
    if (!reader.refusal.details.isEmpty())
        return tl::unexpected(std::move(reader.refusal));
    return std::move(reader.contacts);
}

} // namespace muster
