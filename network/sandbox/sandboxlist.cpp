// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"

#include "network/sandbox/sandboxleads.h"

#include <array>
#include <chrono>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr quint64 countrySalt = 0x636f;
constexpr quint64 updatedSalt = 0x7570;
constexpr quint64 writingSalt = 0x7772;
// The contacts of the n-th list are numbered from n times this: ids of different lists never meet.
constexpr qint64 listStride = qint64(1) << 40;

struct Fixed
{
    std::string_view phone, country;
};
// One of each kind, so that a demonstration shows every verdict on one screen.
constexpr std::array dozen = std::to_array<Fixed>({
    {"+12125550101", "US"},
    {"(312) 555-0142", "US"},
    {"+44 20 7946 0321", "GB"},
    {"4.42079E+11", "GB"},
    {"+14165550117", "CA"},
    {"+18765550123", "JM"},
    {"+448081570456", "GB"},
    {"+445600000123", "GB"},
    {"+1 617 555 0155 ext. 12", "US"},
    {"+1212555", "US"},
    {"call the office", ""},
    {"1-212-555-0101", "US"},
});

// RFC 3339 of a second between 2024-01-01 and 2025-12-31.
QByteArray seededTime(quint64 random)
{
    constexpr qint64 from = 1'704'067'200;
    constexpr quint64 span = 2 * 365 * 86'400;
    const std::chrono::sys_seconds time{std::chrono::seconds(from + static_cast<qint64>((random >> 8) % span))};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return QString::asprintf("%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                             static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                             static_cast<int>(clock.seconds().count()))
        .toLatin1();
}

std::optional<QByteArray> attribute(const SandboxData &data, qint64 contact, SandboxAttribute name)
{
    std::string text;
    if (!data.appendValue(contact, name, text))
        return std::nullopt;
    return QByteArray::fromStdString(text);
}

// The people's own number; one in 25 as somebody typed it.
QByteArray everyonesPhone(const SandboxData &data, qint64 contact)
{
    QByteArray phone = attribute(data, contact, SandboxAttribute::Phone).value_or(QByteArray(""));
    if (!phone.isEmpty() && data.place(contact, 25, writingSalt) == 0)
        return phone.left(3) + ' ' + phone.mid(3, 4) + '-' + phone.mid(7);
    return phone;
}

} // namespace

qint64 SandboxList::size(const SandboxData &data) const
{
    return fixedSize < 0 ? data.contacts() : fixedSize;
}

void SandboxList::appendContactId(const SandboxData &data, qint64 place, std::string &out) const
{
    data.appendId((this - all().constData()) * listStride + place, out);
}

SandboxListContact SandboxList::contact(const SandboxData &data, qint64 place) const
{
    const qint64 number = (this - all().constData()) * listStride + place;
    SandboxListContact made;
    std::string text;
    data.appendId(number, text);
    made.id = QByteArray::fromStdString(text);
    made.firstName = attribute(data, number, SandboxAttribute::FirstName);
    made.updatedAt = seededTime(data.random(number, updatedSalt));
    std::string_view country;
    switch (kind) {
    case Kind::Everyone:
        made.phone = everyonesPhone(data, number);
        made.country = attribute(data, number, SandboxAttribute::Country);
        return made;
    case Kind::Leads: {
        const SandboxLeadPhone lead = sandboxLeadPhone(data, place);
        made.phone = QByteArray::fromStdString(lead.phone);
        country = lead.country;
        break;
    }
    case Kind::Dozen:
        made.phone = QByteArray(dozen[static_cast<std::size_t>(place)].phone.data(),
                                static_cast<qsizetype>(dozen[static_cast<std::size_t>(place)].phone.size()));
        country = dozen[static_cast<std::size_t>(place)].country;
        break;
    case Kind::Plain:
        made.phone = QByteArray::fromStdString(sandboxUsNumber(data, place));
        country = "US";
        break;
    case Kind::Nobody:
        break;
    }
    // One in eight contacts does not say its country.
    if (!country.empty() && (kind == Kind::Dozen || data.place(number, 8, countrySalt) != 0))
        made.country = QByteArray(country.data(), static_cast<qsizetype>(country.size()));
    return made;
}

const QList<SandboxList> &SandboxList::all()
{
    static const QList<SandboxList> lists = {
        {u"11570001-7c1e-4b52-9d3a-000000000001"_s, u"All contacts"_s, Kind::Everyone, -1},
        {u"11570002-7c1e-4b52-9d3a-000000000002"_s, u"Imported leads"_s, Kind::Leads, sandboxLeads},
        {u"11570003-7c1e-4b52-9d3a-000000000003"_s, u"A dozen to try"_s, Kind::Dozen, qint64(dozen.size())},
        {u"11570004-7c1e-4b52-9d3a-000000000004"_s, u"Nobody yet"_s, Kind::Nobody, 0},
        {u"11570005-7c1e-4b52-9d3a-000000000005"_s, u"Q3, \"warm\"; <b>Grüße</b> & Öl"_s, Kind::Plain, 150},
    };
    return lists;
}

const SandboxList *SandboxList::find(QStringView id)
{
    for (const SandboxList &list : all()) {
        if (list.id == id)
            return &list;
    }
    return nullptr;
}

std::optional<SandboxListPlace> sandboxListPlace(const SandboxData &data, const QString &contactId)
{
    const auto number = data.contactOf(contactId.toStdString());
    if (!number)
        return std::nullopt;
    const auto &lists = SandboxList::all();
    const qint64 at = *number / listStride;
    const qint64 place = *number % listStride;
    if (at >= lists.size() || place >= lists[at].size(data))
        return std::nullopt;
    return SandboxListPlace{&lists[at], place};
}

} // namespace muster
