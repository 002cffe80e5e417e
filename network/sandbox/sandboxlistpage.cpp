// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlistpage.h"

#include "network/sandbox/sandboxjson.h"

#include <algorithm>
#include <array>

namespace muster {

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
