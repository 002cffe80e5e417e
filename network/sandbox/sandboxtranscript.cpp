// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtranscript.h"

#include "network/sandbox/sandboxscenes.h"
#include "network/sandbox/sandboxspeaker.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minutesApart = 97;
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

SandboxInteractions::SandboxInteractions(quint64 seed, int count)
    : m_seed(seed)
    , m_count(count)
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

QDateTime SandboxInteractions::timestamp(int number)
{
    static const QDateTime first(QDate(2026, 1, 5), QTime(8, 0), Qt::UTC);
    return first.addSecs(qint64(number) * minutesApart * 60);
}

SandboxTranscript SandboxInteractions::transcript(int number) const
{
    SandboxTranscript made;
    made.id = id(number);
    made.isVoice = isVoice(number);
    made.timestamp = timestamp(number);
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

} // namespace muster
