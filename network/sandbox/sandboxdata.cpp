// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxdata.h"

#include "network/sandbox/sandboxwords.h"

#include <charconv>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr quint64 golden = 0x9e3779b97f4a7c15;

// The finaliser of SplitMix64: a bijection, so that different contacts never draw the same 64 bits.
constexpr quint64 mix(quint64 value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

// Undoes `value ^= value >> shift`.
constexpr quint64 unshift(quint64 value, int shift)
{
    quint64 result = value;
    for (int known = shift; known < 64; known += shift)
        result = value ^ (result >> shift);
    return result;
}

// The number that `odd` must be multiplied with to give 1, modulo 2^64 (Newton; each step doubles the right bits).
constexpr quint64 inverse(quint64 odd)
{
    quint64 result = odd;
    for (int step = 0; step < 6; ++step)
        result *= 2 - odd * result;
    return result;
}

constexpr quint64 unmix(quint64 value)
{
    value = unshift(value, 31) * inverse(0x94d049bb133111eb);
    value = unshift(value, 27) * inverse(0xbf58476d1ce4e5b9);
    return unshift(value, 30);
}
static_assert(unmix(mix(0x0123456789abcdef)) == 0x0123456789abcdef);

constexpr std::size_t index(SandboxAttribute attribute)
{
    return static_cast<std::size_t>(attribute);
}

// Of 1024 contacts, how many have the attribute.
constexpr std::array<quint64, SandboxData::attributeCount> fill
    = {1014, 1024, 942, 993, 901, 973, 1024, 819, 768, 614, 717, 154, 51};

constexpr std::string_view hexDigits = "0123456789abcdef";

template <typename T, std::size_t N>
const T &pick(const std::array<T, N> &from, quint64 random)
{
    return from[static_cast<std::size_t>((random >> 16) % N)];
}

void appendNumber(std::string &out, qint64 value)
{
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out.append(buffer.data(), end);
}

void appendPadded(std::string &out, quint64 value, int width)
{
    std::array<char, 20> buffer{};
    for (int at = width - 1; at >= 0; --at) {
        buffer[static_cast<std::size_t>(at)] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(buffer.data(), static_cast<std::size_t>(width));
}

void appendDate(std::string &out, qint64 daysSinceEpoch)
{
    using namespace std::chrono;
    const year_month_day date{sys_days{days{daysSinceEpoch}}};
    appendPadded(out, static_cast<quint64>(static_cast<int>(date.year())), 4);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.day()), 2);
}

void appendDateTime(std::string &out, qint64 secondsSinceEpoch)
{
    constexpr qint64 day = 86'400;
    appendDate(out, secondsSinceEpoch / day);
    const auto time = static_cast<quint64>(secondsSinceEpoch % day);
    out += 'T';
    appendPadded(out, time / 3600, 2);
    out += ':';
    appendPadded(out, time / 60 % 60, 2);
    out += ':';
    appendPadded(out, time % 60, 2);
    out += 'Z';
}

// Cents: many small customers, few big ones, one in fifty with more refunds than purchases.
void appendRevenue(std::string &out, quint64 random)
{
    const quint64 base = (random >> 16) % 1000;
    const quint64 cents = base * base * ((random >> 26) % 40) / 10 + (random >> 36) % 100;
    if ((random >> 48) % 50 == 0 && cents > 0)
        out += '-';
    appendNumber(out, static_cast<qint64>(cents / 100));
    out += '.';
    appendPadded(out, cents % 100, 2);
}

std::string_view tierName(int place)
{
    if (place < 10)
        return "bronze";
    if (place < SandboxData::goldFrom)
        return "silver";
    return place < SandboxData::goldTo ? "gold" : "platinum";
}

} // namespace

SandboxData::SandboxData(quint64 seed, qint64 contacts)
    : m_seed(mix(seed + golden))
    , m_contacts(contacts < 0 ? 0 : contacts)
    , m_idBase(mix(m_seed + 0x6964))
{
    for (std::size_t at = 0; at < m_bases.size(); ++at)
        m_bases[at] = mix(m_seed + (at + 1) * golden);
}

quint64 SandboxData::draw(qint64 contact, SandboxAttribute attribute) const
{
    return mix(m_bases[index(attribute)] + static_cast<quint64>(contact) * golden);
}

void SandboxData::appendId(qint64 contact, std::string &out) const
{
    const quint64 high = mix(m_idBase + static_cast<quint64>(contact) * golden);
    const quint64 low = mix(high ^ m_seed);
    // The four bits that the version displaces move into the lower half: the id stays a bijection of the contact.
    const quint64 first = (high & 0xffffffffffff0fff) | 0x4000;
    const quint64 second
        = (low & 0x03ffffffffffffff) | ((high >> 12 & 0xf) << 58 & 0x3c00000000000000) | (quint64(2) << 62);
    std::array<char, 36> text{};
    std::size_t at = 0;
    for (int digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20)
            text[at++] = '-';
        const quint64 half = digit < 16 ? first : second;
        text[at++] = hexDigits[half >> (60 - digit % 16 * 4) & 0xf];
    }
    out.append(text.data(), text.size());
}

std::optional<qint64> SandboxData::contactOf(std::string_view id) const
{
    if (id.size() != 36)
        return std::nullopt;
    std::array<quint64, 2> halves{};
    std::size_t digits = 0;
    for (const char c : id) {
        const std::size_t value = hexDigits.find(c);
        if (value == std::string_view::npos)
            continue; // A hyphen, or wrong: writing the id again tells.
        if (digits < 32)
            halves[digits / 16] = halves[digits / 16] << 4 | value;
        ++digits;
    }
    const quint64 high = (halves[0] & 0xffffffffffff0fff) | (halves[1] >> 58 & 0xf) << 12;
    const quint64 contact = (unmix(high) - m_idBase) * inverse(golden);
    std::string again;
    appendId(static_cast<qint64>(contact), again);
    if (again != id || static_cast<qint64>(contact) < 0)
        return std::nullopt;
    return static_cast<qint64>(contact);
}

quint64 SandboxData::random(qint64 contact, quint64 salt) const
{
    return mix(mix(m_seed + salt * golden) + static_cast<quint64>(contact) * golden);
}

int SandboxData::place(qint64 contact, int block, quint64 salt) const
{
    if (block <= 1)
        return 0;
    const qint64 number = contact / block;
    const quint64 turn = mix(m_seed + salt + static_cast<quint64>(number) * golden) % static_cast<quint64>(block);
    return static_cast<int>((static_cast<quint64>(contact % block) + turn) % static_cast<quint64>(block));
}

void SandboxData::appendEmail(qint64 contact, quint64 random, std::string &out) const
{
    constexpr std::array<std::string_view, 3> domains = {"example.com", "example.org", "example.net"};
    out += pick(sandboxwords::firstNames, draw(contact, SandboxAttribute::FirstName)).ascii;
    out += '.';
    out += pick(sandboxwords::lastNames, draw(contact, SandboxAttribute::LastName)).ascii;
    appendNumber(out, static_cast<qint64>((random >> 20) % 9000));
    out += '@';
    out += pick(domains, random >> 16);
}

void SandboxData::appendPhone(qint64 contact, quint64 random, std::string &out) const
{
    const auto &place = pick(sandboxwords::places, draw(contact, SandboxAttribute::City));
    const quint64 number = random >> 20;
    if (!place.areaCode.empty()) {
        (out += "+1").append(place.areaCode) += "55501";
        appendPadded(out, number % 100, 2);
    } else if (place.country == "GB") {
        out += (number & 1) != 0 ? "+441134960" : "+442079460";
        appendPadded(out, number / 2 % 1000, 3);
    } else if (place.country == "FR") {
        out += (number & 1) != 0 ? "+3363998" : "+3319900";
        appendPadded(out, number / 2 % 10000, 4);
    } else if (place.country == "DE") {
        out += "+493023125";
        appendPadded(out, number % 1000, 3);
    } else {
        out += "+6125550";
        appendPadded(out, number % 10000, 4);
    }
}

bool SandboxData::appendValue(qint64 contact, SandboxAttribute attribute, std::string &out) const
{
    constexpr qint64 firstBirth = -10'958; // 1940-01-01
    constexpr quint64 birthDays = 24'472; // to 2006-12-31
    constexpr qint64 firstPurchase = 1'577'836'800; // 2020-01-01T00:00:00Z
    constexpr quint64 purchaseSeconds = 189'388'800; // six years
    const quint64 random = draw(contact, attribute);
    if ((random & 1023) >= fill[index(attribute)])
        return false;
    switch (attribute) {
    case SandboxAttribute::FirstName:
        out += pick(sandboxwords::firstNames, random).text;
        break;
    case SandboxAttribute::LastName:
        out += pick(sandboxwords::lastNames, random).text;
        break;
    case SandboxAttribute::Email:
        appendEmail(contact, random, out);
        break;
    case SandboxAttribute::Phone:
    case SandboxAttribute::FaxNumber:
        appendPhone(contact, random, out);
        break;
    case SandboxAttribute::City:
        out += pick(sandboxwords::places, random).city;
        break;
    case SandboxAttribute::Country:
        out += pick(sandboxwords::places, draw(contact, SandboxAttribute::City)).country;
        break;
    case SandboxAttribute::Tier:
        out += tierName(place(contact, tierBlock, tierSalt));
        break;
    case SandboxAttribute::LoyaltyPoints:
        appendNumber(out, static_cast<qint64>((random >> 16) % 25'000));
        break;
    case SandboxAttribute::Revenue:
        appendRevenue(out, random);
        break;
    case SandboxAttribute::BirthDate:
        appendDate(out, firstBirth + static_cast<qint64>((random >> 16) % birthDays));
        break;
    case SandboxAttribute::LastPurchase:
        appendDateTime(out, firstPurchase + static_cast<qint64>((random >> 16) % purchaseSeconds));
        break;
    case SandboxAttribute::Notes:
        out += pick(sandboxwords::notes, random);
        break;
    }
    return true;
}

const QList<SegmentAttribute> &SandboxData::attributes()
{
    using enum AttributeType;
    static const QList<SegmentAttribute> all = {
        {u"first_name"_s, String, u"string"_s, true},
        {u"last_name"_s, String, u"string"_s, true},
        {u"email"_s, String, u"string"_s, true},
        {u"phone"_s, String, u"string"_s, true},
        {u"city"_s, String, u"string"_s, true},
        {u"country"_s, String, u"string"_s, true},
        {u"tier"_s, String, u"string"_s, true},
        {u"loyalty_points"_s, Integer, u"integer"_s, true},
        {u"revenue"_s, Decimal, u"decimal"_s, true},
        {u"birth_date"_s, Date, u"date"_s, true},
        {u"last_purchase"_s, DateTime, u"datetime"_s, true},
        {u"notes"_s, String, u"string"_s, true},
        {u"fax_number"_s, String, u"string"_s, false},
    };
    return all;
}

std::optional<SandboxAttribute> SandboxData::attributeFromName(QStringView name)
{
    const auto &all = attributes();
    for (qsizetype at = 0; at < all.size(); ++at) {
        if (all[at].name == name)
            return static_cast<SandboxAttribute>(at);
    }
    return std::nullopt;
}

bool SandboxData::isPlain(SandboxAttribute attribute)
{
    return attribute != SandboxAttribute::FirstName && attribute != SandboxAttribute::Notes;
}

using namespace Qt::StringLiterals;

qint64 SandboxSegment::size(const SandboxData &data) const
{
    const qint64 whole = data.contacts() / block;
    qint64 count = whole * (to - from);
    for (qint64 contact = whole * block; contact < data.contacts(); ++contact) {
        const int place = data.place(contact, block, salt);
        count += place >= from && place < to ? 1 : 0;
    }
    return count;
}

qint64 SandboxSegment::contactAt(const SandboxData &data, qint64 ordinal) const
{
    const qint64 members = to - from;
    const qint64 first = ordinal / members * block;
    qint64 before = ordinal % members;
    for (qint64 contact = first; contact < first + block; ++contact) {
        const int place = data.place(contact, block, salt);
        if (place >= from && place < to && before-- == 0)
            return contact;
    }
    Q_UNREACHABLE();
}

QDateTime SandboxSegment::lastUpdated(const QDateTime &started, const QDateTime &now) const
{
    constexpr qint64 period = 12 * 3600, day = 24 * 3600;
    // By the clock on the wall, not by the start: a sandbox that is started again must not seem to have been
    // recalculated, or an interrupted export could not simply go on.
    const qint64 at = reevaluated ? (now.toSecsSinceEpoch() + age.count()) / period * period
                                  : started.toSecsSinceEpoch() / day * day;
    return QDateTime::fromSecsSinceEpoch(at - age.count(), Qt::UTC);
}

const QList<SandboxSegment> &sandboxSegments()
{
    using std::chrono::hours;
    using std::chrono::minutes;
    static const QList<SandboxSegment> all = {
        {u"5a0d0001-7c1e-4b52-9d3a-000000000001"_s, u"All customers"_s, u"Active"_s, 1, 0, 1, 0, minutes(40), true},
        {u"5a0d0002-7c1e-4b52-9d3a-000000000002"_s, u"Gold tier"_s, u"Active"_s, SandboxData::tierBlock,
         SandboxData::goldFrom, SandboxData::goldTo, SandboxData::tierSalt, hours(2), true},
        {u"5a0d0003-7c1e-4b52-9d3a-000000000003"_s, u"Newsletter readers, “weekly”"_s, u"Active"_s, 10, 0, 6,
         0x6e657773, hours(11), true},
        {u"5a0d0004-7c1e-4b52-9d3a-000000000004"_s, u"Spring visitors"_s, u"Active"_s, 8, 0, 1, 0x737072, hours(72),
         false},
        {u"5a0d0005-7c1e-4b52-9d3a-000000000005"_s, u"Paused promo"_s, u"Inactive"_s, 4, 0, 1, 0x70726f6d, hours(5),
         true},
        {u"5a0d0006-7c1e-4b52-9d3a-000000000006"_s, u"Nobody yet"_s, u"Active"_s, 1, 0, 0, 0, minutes(5), true},
    };
    return all;
}

const SandboxSegment *sandboxSegment(QStringView id)
{
    for (const SandboxSegment &segment : sandboxSegments()) {
        if (segment.id == id)
            return &segment;
    }
    return nullptr;
}

} // namespace muster
