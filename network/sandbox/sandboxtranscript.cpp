// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtranscript.h"

#include "network/sandbox/sandboxscenes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsApart = 97 * 60;
constexpr qint64 turnMs = 4700;

quint64 mixed(quint64 seed, quint64 number)
{
    quint64 value = seed * 0x9e3779b97f4a7c15ULL + (number + 1) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 29)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 32);
}

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString who(std::string_view line)
{
    return line.starts_with("A:") ? u"agent"_s : u"customer"_s;
}

QJsonObject voice(const sandboxscenes::Scene &scene, SandboxSpeaker &speaker)
{
    QJsonArray turns;
    for (std::size_t i = 0; i < scene.lines.size(); ++i) {
        const QString path = u"$.transcript.turns[%1].text"_s.arg(i);
        turns.append(QJsonObject{{u"speaker"_s, who(scene.lines[i])},
                                 {u"offsetMs"_s, qint64(i) * turnMs},
                                 {u"text"_s, speaker.fill(scene.lines[i].substr(2), path)},
                                 {u"confidence"_s, 0.9}});
    }
    return {{u"language"_s, utf8(scene.language)},
            {u"durationSeconds"_s, double(turns.size()) * 4.7},
            {u"summary"_s, speaker.fill("The customer can be reached by {email}.", u"$.transcript.summary"_s)},
            {u"turns"_s, turns}};
}

QJsonObject chat(const sandboxscenes::Scene &scene, const QDateTime &start, SandboxSpeaker &speaker)
{
    QJsonArray messages;
    for (std::size_t i = 0; i < scene.lines.size(); ++i) {
        const QString path = u"$.transcript.messages[%1].body.text"_s.arg(i);
        messages.append(
            QJsonObject{{u"author"_s, who(scene.lines[i])},
                        {u"sentAt"_s, start.addMSecs(qint64(i) * turnMs).toString(Qt::ISODateWithMs)},
                        {u"body"_s, QJsonObject{{u"text"_s, speaker.fill(scene.lines[i].substr(2), path)}}}});
    }
    return {{u"language"_s, utf8(scene.language)}, {u"subject"_s, utf8(scene.subject)}, {u"messages"_s, messages}};
}

/// What programs leave beside what people say: nested members, and an address as the name of a member.
QJsonObject beside(SandboxSpeaker &speaker)
{
    const QString path = u"$.transcript.context"_s;
    const QString email = speaker.value(u"email"_s, path + u".customer.email"_s);
    const QString ip = speaker.value(u"ip"_s, path + u".customer.devices[0].ip"_s);
    const QString key = speaker.value(u"email"_s, path + u".channels"_s, true);
    return {{u"customer"_s, QJsonObject{{u"email"_s, email}, {u"devices"_s, QJsonArray{QJsonObject{{u"ip"_s, ip}}}}}},
            {u"channels"_s, QJsonObject{{key, u"primary"_s}}}};
}

} // namespace

SandboxInteractions::SandboxInteractions(quint64 seed, int count, const QDateTime &newest)
    : m_seed(seed)
    , m_count(count)
    , m_first(newest.isValid() ? newest.addSecs(-qint64(count - 1) * secondsApart)
                               : QDateTime(QDate(2026, 1, 5), QTime(8, 0), Qt::UTC))
{
}

QString SandboxInteractions::id(int number)
{
    return u"int-%1"_s.arg(number + 1, 6, 10, QLatin1Char('0'));
}

int SandboxInteractions::indexOf(const QString &id) const
{
    bool good = false;
    const int number = id.startsWith("int-"_L1) && id.size() == 10 ? id.mid(4).toInt(&good) - 1 : -1;
    return good && number >= 0 && number < m_count && SandboxInteractions::id(number) == id ? number : -1;
}

bool SandboxInteractions::isVoice(int number) const
{
    return mixed(m_seed, quint64(number)) % 5 < 3;
}

QDateTime SandboxInteractions::timestamp(int number) const
{
    return m_first.addSecs(qint64(number) * secondsApart);
}

SandboxTranscript SandboxInteractions::transcript(int number) const
{
    SandboxTranscript made{.id = id(number), .isVoice = isVoice(number), .timestamp = timestamp(number)};
    const auto &scene = sandboxscenes::all[static_cast<std::size_t>(number) % sandboxscenes::all.size()];
    SandboxSpeaker speaker(mixed(m_seed, quint64(number) + 0x5ce4e));
    QJsonObject transcript = made.isVoice ? voice(scene, speaker) : chat(scene, made.timestamp, speaker);
    constexpr int withContext = 4;
    if (number % withContext == 0)
        transcript.insert(u"context"_s, beside(speaker));
    const QJsonObject artifact{{u"interactionId"_s, made.id},
                               {u"mediaType"_s, made.isVoice ? u"voice"_s : u"chat"_s},
                               {u"timestamp"_s, made.timestamp.toString(Qt::ISODate)},
                               {u"transcript"_s, transcript},
                               {u"masked"_s, false}};
    made.artifact = QJsonDocument(artifact).toJson(QJsonDocument::Compact);
    made.personal = speaker.personal();
    return made;
}

using namespace Qt::StringLiterals;

namespace {

constexpr std::array areaCodes{212, 312, 415, 617, 206, 303};
constexpr std::array names{"maria.lopez", "john_smith", "anna-k", "t.mueller", "sofia99", "chen.wei"};
constexpr std::array domains{"example.com", "example.org", "example.net"};
constexpr std::array cards{"4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "4242424242424242"};
constexpr std::array months{"January", "March", "May", "July", "September", "November"};

QString at(const auto &list, int choice)
{
    return QString::fromLatin1(list[static_cast<std::size_t>(choice) % list.size()]);
}

/// "two one two, five five five": a comma after each group.
QString spokenDigits(const QString &digits)
{
    static constexpr std::array words{"oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    QStringList said;
    for (const QChar digit : digits)
        said.append(QString::fromLatin1(words[static_cast<std::size_t>(digit.digitValue())]));
    return said.join(u' ');
}

qsizetype codePoints(const QString &text)
{
    return text.toUcs4().size();
}

QString wide(const QString &digits)
{
    QString text;
    for (const QChar c : digits)
        text += c.isDigit() ? QChar(char16_t(0xff10 + c.digitValue())) : c;
    return text;
}

} // namespace

SandboxSpeaker::SandboxSpeaker(quint64 random)
    : m_state(random)
{
}

int SandboxSpeaker::draw(int below)
{
    // SplitMix64.
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return int((mixed ^ (mixed >> 31)) % quint64(below));
}

QString SandboxSpeaker::phoneDigits()
{
    const int area = areaCodes[static_cast<std::size_t>(draw(int(areaCodes.size())))];
    return QString::number(area) + "55501"_L1 + u"%1"_s.arg(draw(100), 2, 10, QLatin1Char('0'));
}

SandboxSpeaker::Value SandboxSpeaker::fixed(const QString &kind, int choice)
{
    if (kind == "card"_L1)
        return {at(cards, choice), u"payment_card"_s};
    if (kind == "iban_gb"_L1)
        return {u"GB82 WEST 1234 5698 7654 32"_s, u"iban"_s};
    if (kind == "iban_de"_L1)
        return {u"DE89 3704 0044 0532 0130 00"_s, u"iban"_s};
    if (kind == "iban_fr"_L1)
        return {u"FR14 2004 1010 0505 0001 3M02 606"_s, u"iban"_s};
    if (kind == "iban_pt"_L1)
        return {u"PT50 0002 0123 1234 5678 9015 4"_s, u"iban"_s};
    if (kind == "sin"_L1)
        return {u"046 454 286"_s, u"sin"_s};
    if (kind == "version"_L1)
        return {u"%1.%2.%3"_s.arg(choice % 9 + 1).arg(choice % 20).arg(choice % 7), {}};
    if (kind == "time"_L1)
        return {u"%1:%2"_s.arg(choice % 12 + 8).arg(choice % 60, 2, 10, QLatin1Char('0')), {}};
    if (kind == "uuid"_L1)
        return {u"5f0c1a3e-77b2-4c1d-9e10-%1"_s.arg(choice, 12, 16, QLatin1Char('a')), {}};
    return {u"?"_s, {}};
}

SandboxSpeaker::Value SandboxSpeaker::madeNumber(const QString &kind)
{
    if (kind == "phone"_L1 || kind == "phone_wide"_L1) {
        const QString digits = phoneDigits();
        const std::array forms{u"%1-%2-%3"_s, u"%1.%2.%3"_s, u"(%1) %2-%3"_s, u"+1 %1 %2 %3"_s};
        const QString form = kind == "phone"_L1 ? forms[static_cast<std::size_t>(draw(4))] : forms[0];
        const QString text = form.arg(digits.left(3), digits.mid(3, 3), digits.mid(6));
        return {kind == "phone"_L1 ? text : wide(text), u"phone"_s};
    }
    // Ranges that numbering authorities keep for fiction.
    if (kind == "phone_gb"_L1)
        return {u"020 7946 0%1"_s.arg(draw(1000), 3, 10, QLatin1Char('0')), u"phone"_s};
    if (kind == "phone_de"_L1)
        return {u"030 23125 %1"_s.arg(draw(1000), 3, 10, QLatin1Char('0')), u"phone"_s};
    if (kind == "phone_fr"_L1) // in no numbering plan, so that a person has to look
        return {u"+33 6 39 98 %1 %2"_s.arg(draw(100), 2, 10, QLatin1Char('0')).arg(draw(100), 2, 10, QLatin1Char('0')),
                u"phone"_s};
    if (kind == "spoken_phone"_L1)
        return {spokenDigits(phoneDigits()), u"phone"_s};
    if (kind == "spoken_phone_1"_L1) {
        m_phone = phoneDigits();
        return {spokenDigits(m_phone.left(6)), u"phone"_s};
    }
    if (kind == "spoken_phone_2"_L1)
        return {spokenDigits(m_phone.mid(6)), u"phone"_s};
    if (kind == "ssn"_L1) // Kept for advertisements.
        return {u"987-65-432%1"_s.arg(draw(10)), u"ssn"_s};
    if (kind == "ip"_L1)
        return {u"203.0.113.%1"_s.arg(draw(254) + 1), u"ip_address"_s};
    if (kind == "birth_en"_L1)
        return {u"%1 %2, %3"_s.arg(at(months, draw(6))).arg(draw(27) + 1).arg(1950 + draw(50)), u"birth_date"_s};
    if (kind == "order"_L1)
        return {u"ORD-%1"_s.arg(draw(90000) + 10000), {}};
    if (kind == "price"_L1)
        return {u"%1.%2"_s.arg(draw(400) + 5).arg(draw(100), 2, 10, QLatin1Char('0')), {}};
    return fixed(kind, draw(1000));
}

SandboxSpeaker::Value SandboxSpeaker::made(const QString &kind)
{
    if (kind == "email"_L1 || kind == "email_hidden"_L1) {
        QString local = at(names, draw(int(names.size())));
        if (kind == "email_hidden"_L1) // A zero-width space, as copied from web pages.
            local.insert(2, QChar(char16_t(0x200b)));
        return {local + u'@' + at(domains, draw(3)), u"email"_s};
    }
    if (kind == "spoken_email"_L1)
        return {u"maria dot lopez at example dot com"_s, u"email"_s};
    return madeNumber(kind);
}

QString SandboxSpeaker::fill(std::string_view line, const QString &path)
{
    const QString given = QString::fromUtf8(line.data(), qsizetype(line.size()));
    QString text;
    qsizetype from = 0;
    for (;;) {
        const qsizetype open = given.indexOf(u'{', from);
        const qsizetype close = open < 0 ? -1 : given.indexOf(u'}', open);
        if (close < 0)
            return text + given.mid(from);
        text += given.mid(from, open - from);
        const Value value = made(given.mid(open + 1, close - open - 1));
        const qsizetype begin = codePoints(text);
        text += value.text;
        if (!value.entity.isEmpty())
            m_personal.append({path, false, begin, codePoints(text), value.text, value.entity});
        from = close + 1;
    }
}

QString SandboxSpeaker::value(const QString &kind, const QString &path, bool inKey)
{
    const Value value = made(kind);
    m_personal.append({path, inKey, 0, codePoints(value.text), value.text, value.entity});
    return value.text;
}

} // namespace muster
