// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace muster {

namespace {

constexpr int block = 60;
constexpr quint64 leadSalt = 0x6c65616473;
constexpr quint64 numberSalt = 0x6e756d;

// By SandboxLead.
constexpr std::array<int, sandboxLeadCount> shares
    = {14, 5, 3, 6, 5, 2, 1, 1, 2, 1, 3, 2, 1, 4, 1, 2, 2, 1, 1, 1, 1, 1};
static_assert([] {
    int sum = 0;
    for (const int share : shares)
        sum += share;
    return sum == block;
}());

// North American area codes; with 555-0100 to 555-0199 behind them they are kept for fiction.
constexpr std::array<std::string_view, 60> usCodes
    = {"201", "202", "203", "205", "206", "207", "208", "209", "210", "212", "213", "214", "215", "216", "217",
       "218", "219", "225", "228", "229", "231", "234", "239", "240", "248", "251", "252", "253", "254", "256",
       "260", "262", "267", "269", "270", "276", "281", "301", "302", "303", "304", "305", "307", "308", "309",
       "310", "312", "313", "314", "315", "316", "317", "318", "319", "320", "321", "323", "325", "330", "334"};
constexpr std::array<std::string_view, 24> caCodes
    = {"204", "226", "236", "249", "250", "289", "306", "343", "403", "416", "418", "431",
       "437", "438", "450", "506", "514", "519", "579", "581", "587", "604", "613", "647"};
// Ofcom's ranges for drama: each has 1,000 numbers behind it. The one for mobiles is left out: libphonenumber does not
// count 07700 900xxx as valid, and these are to be the clean ones.
constexpr std::array<std::string_view, 3> gbStarts = {"+441134960", "+442079460", "+441614960"};

std::string padded(qint64 value, int width)
{
    std::string digits = std::to_string(value);
    return std::string(static_cast<std::size_t>(std::max(0, width - int(digits.size()))), '0') + digits;
}

// A bijection of [0, range): all ranges are prime to the step, so leads never meet by accident.
qint64 spread(const SandboxData &data, qint64 place, qint64 range)
{
    constexpr qint64 step = 7919;
    return (place * step + static_cast<qint64>(data.random(0, numberSalt) % 1'000'003)) % range;
}

std::string northAmerican(std::string_view code, qint64 line)
{
    return std::string("+1").append(code) + "55501" + padded(line, 2);
}

std::string gbNumber(const SandboxData &data, qint64 place)
{
    const qint64 at = spread(data, place, 1000 * qint64(gbStarts.size()));
    return std::string(gbStarts[static_cast<std::size_t>(at / 1000)]) + padded(at % 1000, 3);
}

std::string caNumber(const SandboxData &data, qint64 place)
{
    const qint64 at = spread(data, place, 100 * qint64(caCodes.size()));
    return northAmerican(caCodes[static_cast<std::size_t>(at / 100)], at % 100);
}

// "+12125550123" as (212) 555-0123.
std::string usNational(const std::string &e164)
{
    return '(' + e164.substr(2, 3) + ") " + e164.substr(5, 3) + '-' + e164.substr(8);
}

std::string usPunctuated(const std::string &e164, int style)
{
    const std::string area = e164.substr(2, 3);
    const std::string exchange = e164.substr(5, 3);
    const std::string line = e164.substr(8);
    switch (style) {
    case 0:
        return "+1 (" + area + ") " + exchange + '-' + line;
    case 1:
        return "+1." + area + '.' + exchange + '.' + line;
    case 2:
        return "1-" + area + '-' + exchange + '-' + line;
    default:
        return "+1 " + area + "\u00a0" + exchange + "–" + line;
    }
}

std::string inFullWidth(const std::string &e164)
{
    std::string text = "\uff0b";
    for (const char digit : std::string_view(e164).substr(1))
        text += std::string("\xef\xbc") + static_cast<char>(0x90 + (digit - '0'));
    return text;
}

std::string inArabicDigits(const std::string &e164)
{
    std::string text = "+";
    for (const char digit : std::string_view(e164).substr(1))
        text += std::string("\xd9") + static_cast<char>(0xa0 + (digit - '0'));
    return text;
}

SandboxLead kindAt(int slot)
{
    int end = 0;
    for (std::size_t kind = 0; kind < shares.size(); ++kind) {
        end += shares[kind];
        if (slot < end)
            return static_cast<SandboxLead>(kind);
    }
    Q_UNREACHABLE();
}

SandboxLeadPhone otherRegion(const SandboxData &data, qint64 place, quint64 draw)
{
    const qint64 at = spread(data, place, 10'000);
    switch (draw % 6) {
    case 0:
        return {SandboxLead::OtherRegion, northAmerican("876", at % 100), "JM"};
    case 1:
        return {SandboxLead::OtherRegion, northAmerican("787", at % 100), "PR"};
    case 2:
        return {SandboxLead::OtherRegion, northAmerican("809", at % 100), "DO"};
    case 3:
        return {SandboxLead::OtherRegion, "+3363998" + padded(at, 4), "FR"};
    case 4:
        return {SandboxLead::OtherRegion, "+493023125" + padded(at % 1000, 3), "DE"};
    default:
        return {SandboxLead::OtherRegion, "+6125550" + padded(at, 4), "AU"};
    }
}

// What a cell of a spreadsheet made of "442079460123" looks like when it is saved as text.
std::string asExponent(const std::string &e164)
{
    const std::string digits = e164.substr(1);
    return digits.substr(0, 1) + '.' + digits.substr(1, 5) + "E+" + padded(qint64(digits.size()) - 1, 2);
}

SandboxLeadPhone damaged(SandboxLead kind, const SandboxData &data, qint64 place, bool british)
{
    const std::string us = sandboxUsNumber(data, place);
    const std::string gb = gbNumber(data, place);
    const std::string_view country = british ? "GB" : "US";
    switch (kind) {
    case SandboxLead::Exponent:
        return {kind, asExponent(british ? gb : us), country};
    case SandboxLead::LostPlus:
        return {kind, (british ? gb : us).substr(1), country};
    case SandboxLead::LostZero:
        return {kind, gb.substr(3), "GB"};
    case SandboxLead::Apostrophe:
        return {kind, '\'' + (british ? gb : us), country};
    case SandboxLead::OtherScript:
        return british ? SandboxLeadPhone{kind, inArabicDigits(gb), country}
                       : SandboxLeadPhone{kind, inFullWidth(us), country};
    default:
        Q_UNREACHABLE();
    }
}

SandboxLeadPhone refused(SandboxLead kind, const SandboxData &data, qint64 place, quint64 draw)
{
    constexpr std::array<std::string_view, 5> words = {"n/a", "unknown", "call the office", "see notes", "-"};
    const std::string us = sandboxUsNumber(data, place);
    const std::string line = padded(spread(data, place, 1000), 3);
    switch (kind) {
    case SandboxLead::TooShort:
        return {kind, us.substr(0, 8), "US"};
    case SandboxLead::TooLong:
        return {kind, us + us.substr(8), "US"};
    case SandboxLead::TollFree:
        // Under 800 only this one number is kept for fiction.
        if (draw % 16 == 0)
            return {kind, "+18005550199", "US"};
        return {kind, (draw % 2 == 0 ? "+448081570" : "0808 157 0") + line, "GB"};
    case SandboxLead::Voip: // No range is kept for fiction; these are all zeros but for the last digits.
        return {kind, "+445600000" + line, "GB"};
    case SandboxLead::Premium:
        return {kind, "+449098790" + line, "GB"};
    case SandboxLead::Empty:
        return {kind, draw % 3 == 0 ? "   " : "", {}};
    case SandboxLead::Words:
        return {kind, std::string(words[draw % words.size()]), {}};
    default:
        Q_UNREACHABLE();
    }
}

} // namespace

std::string sandboxUsNumber(const SandboxData &data, qint64 place)
{
    const qint64 at = spread(data, place, 100 * qint64(usCodes.size()));
    return northAmerican(usCodes[static_cast<std::size_t>(at / 100)], at % 100);
}

SandboxLeadPhone sandboxLeadPhone(const SandboxData &data, qint64 place)
{
    const int slot = data.place(place, block, leadSalt);
    const SandboxLead kind = kindAt(slot);
    const quint64 draw = data.random(place, leadSalt) >> 8;
    const bool british = draw % 2 == 0;
    const std::string us = sandboxUsNumber(data, place);
    const std::string gb = gbNumber(data, place);
    switch (kind) {
    case SandboxLead::CleanUs:
        return {kind, us, "US"};
    case SandboxLead::CleanGb:
        return {kind, gb, "GB"};
    case SandboxLead::CleanCa:
        return {kind, caNumber(data, place), "CA"};
    case SandboxLead::National:
        return british ? SandboxLeadPhone{kind, '0' + gb.substr(3, 2) + ' ' + gb.substr(5), "GB"}
                       : SandboxLeadPhone{kind, usNational(us), "US"};
    case SandboxLead::Punctuated:
        return {kind, usPunctuated(us, int(draw / 2 % 4)), "US"};
    case SandboxLead::Extension:
        return {kind, us + (british ? " ext. " : " x") + std::to_string(10 + draw / 2 % 90), "US"};
    case SandboxLead::Letters: // 5 is on the key of J, K and L.
        return {kind, "1-" + us.substr(2, 3) + "-JKL-" + us.substr(8), "US"};
    case SandboxLead::TextAround:
        return {kind, (british ? "tel: " + us : us + " (after 5 pm)"), "US"};
    case SandboxLead::OtherRegion:
        return otherRegion(data, place, draw);
    case SandboxLead::Exponent:
    case SandboxLead::LostPlus:
    case SandboxLead::LostZero:
    case SandboxLead::Apostrophe:
    case SandboxLead::OtherScript:
        return damaged(kind, data, place, british);
    case SandboxLead::Twin: {
        const qint64 start = place / block * block;
        const qint64 first = start + (place - start - slot + block) % block;
        return {kind, usPunctuated(sandboxUsNumber(data, first), int(draw % 3)), "US"};
    }
    default:
        return refused(kind, data, place, draw);
    }
}

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

/// Something to match contacts by: the last two have the same reference, as happens. Every second one has a date.
QList<QPair<QString, QByteArray>> dozenValues(qint64 place)
{
    const qint64 reference = 1001 + std::min<qint64>(place, qint64(dozen.size()) - 2);
    QList<QPair<QString, QByteArray>> values{{u"account_reference"_s, "\"AC-" + QByteArray::number(reference) + '"'}};
    if (place % 2 == 0)
        values.append({u"last_purchase"_s, "\"2026-06-" + QByteArray::number(10 + place) + '"'});
    return values;
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
        made.enriched = dozenValues(place);
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
