// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxlist.h"

#include "network/sandbox/sandboxlist.h"

#include <algorithm>
#include <array>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 finalizedSalt = 0x66696e;
constexpr quint64 modifiedSalt = 0x6d6f64;
constexpr quint64 zipSalt = 0x7a6970;
constexpr qint64 listNumbers = qint64(1) << 40; // People of different lists are never the same but on purpose.

// One of each kind, so that a demonstration shows every verdict on one screen.
constexpr std::array dozenNumbers = std::to_array<std::string_view>({
    "+12125550101",
    "(312) 555-0142",
    "+44 20 7946 0321",
    "4.42079E+11",
    "+14165550117",
    "+18765550123",
    "+448081570456",
    "+445600000123",
    "+1 617 555 0155 ext. 12",
    "+1212555",
    "call the office",
    "1-212-555-0101",
});

QString personText(const SandboxData &data, qint64 person, SandboxAttribute attribute)
{
    std::string text;
    return data.appendValue(person, attribute, text) ? QString::fromStdString(text) : QString();
}

QString seedNumber(const CxoneSandboxList &list, const SandboxData &data, qint64 place)
{
    switch (list.seeds) {
    case CxoneSandboxList::Seeds::Leads:
        return QString::fromStdString(sandboxLeadPhone(data, place).phone);
    case CxoneSandboxList::Seeds::Dozen: {
        const std::string_view number = dozenNumbers[static_cast<std::size_t>(place)];
        return QString::fromUtf8(number.data(), qsizetype(number.size()));
    }
    case CxoneSandboxList::Seeds::People:
    case CxoneSandboxList::Seeds::None:
        break;
    }
    const QString own = personText(data, place, SandboxAttribute::Phone);
    constexpr qint64 differentNumbers = 6000;
    return own.isEmpty() ? QString::fromStdString(sandboxUsNumber(data, place % differentNumbers)) : own;
}

QString zoneOf(const QString &country)
{
    static const QHash<QString, QString> zones{{u"GB"_s, u"Europe/London"_s},
                                               {u"FR"_s, u"Europe/Paris"_s},
                                               {u"DE"_s, u"Europe/Berlin"_s},
                                               {u"AU"_s, u"Australia/Sydney"_s}};
    return zones.value(country, u"America/New_York"_s);
}

QString seedValue(const SandboxData &data, qint64 person, const QString &name)
{
    static const QHash<QString, SandboxAttribute> attributes{
        {u"firstName"_s, SandboxAttribute::FirstName},
        {u"lastName"_s, SandboxAttribute::LastName},
        {u"city"_s, SandboxAttribute::City},
        {u"email"_s, SandboxAttribute::Email},
        {u"tier"_s, SandboxAttribute::Tier},
        {u"lastPurchase"_s, SandboxAttribute::LastPurchase},
        {u"loyaltyPoints"_s, SandboxAttribute::LoyaltyPoints},
    };
    if (name == "timeZone"_L1)
        return zoneOf(personText(data, person, SandboxAttribute::Country));
    if (name == "zip"_L1)
        return QString::number(10'000 + data.random(person, zipSalt) % 89'999);
    return personText(data, person, attributes.value(name));
}

} // namespace

QString cxoneSandboxDigits(const QString &number)
{
    QString digits;
    for (const QChar c : number) {
        if (c >= u'0' && c <= u'9')
            digits += c;
    }
    return digits;
}

bool isCxoneSandboxNumber(QStringView digits)
{
    return digits.size() >= 10 && digits.size() <= 15
        && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QString CxoneSandboxList::seedId(qint64 place) const
{
    const QString number = QString::number(firstExternalId + place);
    return seeds == Seeds::Leads && place % 20 == 7 ? u"00"_s + number : number;
}

std::optional<qint64> CxoneSandboxList::seedPlace(const QString &externalId) const
{
    const qint64 place = externalId.toLongLong() - firstExternalId;
    return place >= 0 && place < seeded && seedId(place) == externalId ? std::optional(place) : std::nullopt;
}

bool CxoneSandboxList::isSeedFinalized(const SandboxData &data, qint64 place) const
{
    constexpr int block = 25;
    return data.place(id * listNumbers + place, block, finalizedSalt) == 0;
}

QDateTime CxoneSandboxList::seedModified(const SandboxData &data, qint64 place) const
{
    constexpr quint64 span = 14 * 86'400;
    // Between `created` and the start of the simulator, which is 20 days later.
    constexpr qint64 behind = 6 * 86'400;
    return created.addSecs(behind + static_cast<qint64>(data.random(id * listNumbers + place, modifiedSalt) % span));
}

qint64 CxoneSandboxList::seedPerson(qint64 place) const
{
    return seeds == Seeds::People ? place : id * listNumbers + place;
}

int CxoneSandboxList::seedAttempts(const SandboxData &data, qint64 place) const
{
    return isSeedFinalized(data, place) ? 3 : static_cast<int>(data.random(seedPerson(place), finalizedSalt) % 3);
}

CxoneSandboxRecord CxoneSandboxList::seed(const SandboxData &data, qint64 place) const
{
    const qint64 person = seedPerson(place);
    CxoneSandboxRecord record{.externalId = seedId(place),
                              .isFinalized = isSeedFinalized(data, place),
                              .attempts = seedAttempts(data, place),
                              .created = created,
                              .modified = seedModified(data, place)};
    for (const CxoneSandboxColumn &column : columns) {
        if (column.kind == CxoneSandboxColumn::Kind::Member) {
            record.members.insert(column.name, seedValue(data, person, column.name));
        } else if (column.kind == CxoneSandboxColumn::Kind::Other) {
            record.others.insert(column.name, seedValue(data, person, column.name));
        } else {
            const QString written = seedNumber(*this, data, place);
            const QString digits = cxoneSandboxDigits(written);
            record.isValid |= isCxoneSandboxNumber(digits);
            record.destinations.append(isCxoneSandboxNumber(digits) ? digits : written);
        }
    }
    return record;
}

QList<CxoneSandboxList> CxoneSandboxList::all(qint64 contacts, int oldLists, const QDateTime &started)
{
    using enum CxoneSandboxColumn::Kind;
    constexpr qint64 oldListContacts = 40;
    const QList<CxoneSandboxColumn> columns = {
        {Member, u"firstName"_s, u"firstName"_s},
        {Member, u"lastName"_s, u"lastName"_s},
        {Destination, u"PhoneNumber"_s, u"phone"_s},
        {Other, u"email"_s, u"email"_s},
        {Member, u"city"_s, u"city"_s},
        {Member, u"zip"_s, u"zip"_s},
        {Member, u"timeZone"_s, u"timeZone"_s},
        {Other, u"tier"_s, u"tier"_s},
        {Other, u"loyaltyPoints"_s, u"loyaltyPoints"_s},
        {Other, u"lastPurchase"_s, u"lastPurchase"_s},
    };
    const QDateTime created = started.addDays(-20);
    const auto list = [&](qint64 id, const QString &name, Seeds seeds, qint64 seeded, std::optional<int> skill) {
        return CxoneSandboxList{.id = id,
                                .name = name,
                                .seeds = seeds,
                                .seeded = seeded,
                                .firstExternalId = id * 1'000'000,
                                .externalIdColumn = u"externalId"_s,
                                .columns = columns,
                                .skillId = skill,
                                .status = u"Active"_s,
                                .created = created,
                                .expires = created.addDays(120)};
    };
    QList<CxoneSandboxList> lists = {
        list(4101, u"Spring renewals"_s, Seeds::People, std::clamp<qint64>(contacts, 0, mostPeople), stoppedSkill),
        list(4102, u"Imported leads"_s, Seeds::Leads, sandboxLeads, stoppedSkill),
        list(4103, u"A dozen to try"_s, Seeds::Dozen, qint64(dozenNumbers.size()), stoppedSkill),
        list(4104, u"Nobody yet"_s, Seeds::None, 0, runningSkill),
        list(4105, u"Winter returns"_s, Seeds::People, std::clamp<qint64>(contacts, 0, 300), std::nullopt),
    };
    lists.last().status = u"Inactive"_s;
    lists.last().created = created.addDays(-110); // nobody has used it for longer than a season
    for (int number = 1; number <= oldLists; ++number) {
        lists.append(list(4105 + number, u"Old list %1"_s.arg(number), Seeds::People, oldListContacts, std::nullopt));
        lists.last().status = u"Inactive"_s;
    }
    return lists;
}

} // namespace muster
