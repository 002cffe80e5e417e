// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxliststore.h"

#include "network/sandbox/sandboxjson.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <utility>

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

SandboxListStore::SandboxListStore(SandboxData data)
    : m_data(std::move(data))
{
}

qint64 SandboxListStore::count(const SandboxList &list) const
{
    const QMutexLocker lock(&m_mutex);
    return list.size(m_data) - m_removed.value(&list);
}

SandboxListStore::Presence SandboxListStore::presence(const SandboxList &list, const QString &contactId) const
{
    const auto found = sandboxListPlace(m_data, contactId);
    if (!found || found->list != &list)
        return Presence::Never;
    const QMutexLocker lock(&m_mutex);
    return m_changes.value(&list).value(found->place).removed ? Presence::Removed : Presence::Present;
}

std::optional<SandboxListContact> SandboxListStore::present(const SandboxList &list, qint64 place) const
{
    const auto changes = m_changes.constFind(&list);
    if (changes == m_changes.cend())
        return list.contact(m_data, place);
    const auto change = changes->constFind(place);
    if (change == changes->cend())
        return list.contact(m_data, place);
    if (change->removed)
        return std::nullopt;
    SandboxListContact contact = list.contact(m_data, place);
    if (change->phone)
        contact.phone = *change->phone;
    if (!change->updatedAt.isEmpty())
        contact.updatedAt = change->updatedAt;
    const auto values = change->values.all();
    for (const auto &[attribute, json] : values) {
        const QString &name = sandboxListSchema(list)[attribute].name;
        const auto held = std::ranges::find(contact.enriched, name, &QPair<QString, QByteArray>::first);
        if (held == contact.enriched.end())
            contact.enriched.append({name, json});
        else
            held->second = json;
    }
    return contact;
}

std::optional<SandboxListContact> SandboxListStore::at(const SandboxList &list, qint64 place) const
{
    const QMutexLocker lock(&m_mutex);
    return present(list, place);
}

QList<SandboxListContact> SandboxListStore::contents(const SandboxList &list) const
{
    const QMutexLocker lock(&m_mutex);
    QList<SandboxListContact> contacts;
    const qint64 size = list.size(m_data);
    for (qint64 place = 0; place < size; ++place) {
        if (auto contact = present(list, place))
            contacts.append(*std::move(contact));
    }
    return contacts;
}

void SandboxListStore::write(const QList<ContactPhone> &contacts, const QDateTime &now)
{
    const QByteArray time = now.toUTC().toString(Qt::ISODateWithMs).toLatin1();
    const QMutexLocker lock(&m_mutex);
    for (const ContactPhone &contact : contacts) {
        const auto found = sandboxListPlace(m_data, contact.contactId);
        Q_ASSERT(found);
        Change &change = m_changes[found->list][found->place];
        if (std::exchange(change.removed, false))
            --m_removed[found->list];
        change.phone = contact.phone.isEmpty() ? QByteArray("") : contact.phone.toUtf8();
        change.updatedAt = time;
    }
}

void SandboxListStore::merge(const QList<SandboxEnrichedContact> &contacts, const QDateTime &now)
{
    const QByteArray time = now.toUTC().toString(Qt::ISODateWithMs).toLatin1();
    const QMutexLocker lock(&m_mutex);
    for (const SandboxEnrichedContact &contact : contacts) {
        const auto found = sandboxListPlace(m_data, contact.contactId);
        Q_ASSERT(found);
        Change &change = m_changes[found->list][found->place];
        for (const auto &[attribute, json] : contact.values)
            change.values.set(attribute, {json.constData(), static_cast<std::size_t>(json.size())});
        change.updatedAt = time;
    }
}

bool SandboxListStore::remove(const QString &contactId)
{
    const auto found = sandboxListPlace(m_data, contactId);
    if (!found)
        return false;
    const QMutexLocker lock(&m_mutex);
    Change &change = m_changes[found->list][found->place];
    if (std::exchange(change.removed, true))
        return false;
    ++m_removed[found->list];
    return true;
}

namespace {

using Mutation = SandboxFault::Mutation;

// So many may have been removed that a page stays empty; clients give up after 20 empty pages in a row (F68).
constexpr qint64 minScan = 200'000;
constexpr qint64 maxEmptyPages = 16;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

SandboxListPage::SandboxListPage(const SandboxListStore &store, const SandboxList &list, const SandboxCursor &cursor,
                                 QByteArray base, int limit)
    : m_store(store)
    , m_list(list)
    , m_cursor(cursor)
    , m_base(std::move(base))
    , m_limit(limit)
    , m_size(list.size(store.data()))
{
}

QByteArray SandboxListPage::digest()
{
    return QByteArrayLiteral("contactlist");
}

QByteArray SandboxListPage::link(qint64 place, quint32 salt) const
{
    return m_base + m_cursor.token(place, salt, m_list.id.toLatin1(), digest());
}

void SandboxListPage::beginContact()
{
    m_out += m_contacts++ > 0 ? ",{" : "{";
}

void SandboxListPage::appendMembers(const SandboxListContact &contact)
{
    const auto member = [this](const char *name, const QByteArray &value) {
        m_out += name;
        sandboxAppendEscaped(m_out, view(value));
        m_out += '"';
    };
    member("\"phone\":\"", contact.phone);
    if (contact.firstName)
        member(",\"firstName\":\"", *contact.firstName);
    if (contact.country)
        member(",\"country\":\"", *contact.country);
    member(",\"updatedAt\":\"", contact.updatedAt);
    for (const auto &[name, json] : contact.enriched) {
        member(",\"", name.toUtf8());
        m_out += ':';
        m_out += view(json);
    }
}

void SandboxListPage::appendContact(const SandboxListContact &contact, bool extraMembers)
{
    beginContact();
    m_out += "\"id\":\"";
    m_out += view(contact.id);
    m_out += "\",";
    appendMembers(contact);
    if (extraMembers) {
        m_out += R"(,"x_nested":{"list":[1,{"deep":null}],"text":"a \"quoted\" word"},"x_null":null,"x_true":true,)"
                 R"("x_huge":123456789012345678901234567890,"rank":9007199254740993,"tags":["a",null,{}])";
    }
    m_out += '}';
}

void SandboxListPage::appendContacts(qint64 limit)
{
    const qint64 scanEnd = std::min(m_size, m_place + std::max(minScan, m_size / maxEmptyPages + 1));
    const qint64 end = m_contacts + limit;
    while (m_place < scanEnd) {
        const auto contact = m_store.at(m_list, m_place);
        if (contact && m_contacts == end)
            break; // Looking on past removed ones spares an empty last page.
        if (contact)
            appendContact(*contact, m_extraMembers);
        ++m_place;
    }
}

void SandboxListPage::appendBefore(qint64 place, bool conflicting)
{
    for (qint64 before = place - 1; before >= 0; --before) {
        if (auto contact = m_store.at(m_list, before)) {
            if (conflicting)
                contact->phone += contact->phone.endsWith('7') ? "8" : "7";
            return appendContact(*contact, false);
        }
    }
}

void SandboxListPage::appendBad(const SandboxListContact &contact)
{
    constexpr std::array<const char *, 4> ids = {"", R"("id":"",)", R"("id":null,)", R"("id":9007199254740993,)"};
    for (const char *id : ids) {
        beginContact();
        m_out += id;
        appendMembers(contact);
        m_out += '}';
    }
    beginContact();
    m_out += "\"id\":\"" + std::string(10'000, 'x') + "\",";
    appendMembers(contact);
    m_out += '}';
}

QByteArray SandboxListPage::render(qint64 place, const QByteArray &askedCursor, const QByteArray &asked,
                                   Mutation mutation)
{
    constexpr std::size_t bytesPerContact = 180;
    m_place = place;
    m_extraMembers = mutation == Mutation::ExtraMembers;
    m_out.reserve(static_cast<std::size_t>(m_limit) * bytesPerContact);
    m_out = "{\"contacts\":[";
    if (mutation == Mutation::DuplicateRecord || mutation == Mutation::ConflictingRecord)
        appendBefore(place, mutation == Mutation::ConflictingRecord);
    if (mutation == Mutation::BadIds)
        appendBad(m_size > 0 ? m_list.contact(m_store.data(), 0) : SandboxListContact{});
    if (mutation != Mutation::EmptyPage)
        appendContacts(std::max<qint64>(0, m_limit - m_contacts));
    m_out += ']';
    QByteArray next;
    if (mutation == Mutation::RepeatToken)
        next = asked;
    else if (mutation == Mutation::ForeignLink)
        next = "http://lists.example.net/" + m_base.mid(m_base.lastIndexOf('/') + 1);
    else if (mutation == Mutation::EmptyPage || (m_place == place && m_place < m_size))
        // Any link but the one that was asked with: each further one of the same place has its own salt.
        next = link(m_place, static_cast<quint32>(qHash(askedCursor, 1)) | 1U);
    else if (m_place < m_size)
        next = link(m_place, 0);
    if (!next.isEmpty()) {
        m_out += ",\"nextPageUri\":\"";
        sandboxAppendEscaped(m_out, view(next));
        m_out += '"';
    }
    if (m_extraMembers)
        m_out += R"(,"generatedBy":{"version":[1,2,{"beta":false}]},"elapsed":1.50e-3)";
    m_out += '}';
    return QByteArray::fromStdString(m_out);
}

} // namespace muster
