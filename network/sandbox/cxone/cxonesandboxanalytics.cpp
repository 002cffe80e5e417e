// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxanalytics.h"

#include "network/sandbox/cxone/cxonesandboxtokens.h"
#include "network/sandbox/sandboxscenes.h"

#include <QJsonDocument>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr auto analyticsFamily = CxoneSandboxFamily::Analytics;
constexpr qint64 firstSegment = qint64(9) << 40; // In the numbers that ids are made of; no list has these.
constexpr qint64 dayMs = 86'400'000;

QString isoMs(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

SandboxAnswer unlicensed()
{
    return cxoneSandboxError(analyticsFamily, 403, "forbidden"_L1, u"Interaction Analytics is not licensed."_s);
}

/// A transcript of the sandbox in the shape of this API, which keeps what of it is personal in its new place.
class TranscriptShape
{
public:
    TranscriptShape(const SandboxTranscript &given, const QString &segmentId, const QDateTime &start)
        : m_given(given)
        , m_start(start)
    {
        m_made = {.id = segmentId, .isVoice = given.isVoice, .timestamp = start};
    }

    [[nodiscard]] SandboxTranscript made(const QString &language)
    {
        const QJsonObject said = QJsonDocument::fromJson(m_given.artifact)[u"transcript"].toObject();
        const QString source = m_given.isVoice ? u"turns"_s : u"messages"_s;
        const QJsonArray turns = said.value(source).toArray();
        QJsonArray blocks;
        for (qsizetype at = 0; at < turns.size(); ++at) {
            const QString body = m_given.isVoice ? QString() : u".body"_s;
            take(u"$.transcript.%1[%2]%3.text"_s.arg(source).arg(at).arg(body),
                 u"$.transcriptBlocks[%1].text"_s.arg(at));
            blocks.append(block(turns[at].toObject(), at));
        }
        QJsonObject contact{{u"type"_s, m_given.isVoice ? u"VOICE"_s : u"CHAT"_s},
                            {u"language"_s, language},
                            {u"recordSource"_s, u"CXone"_s},
                            {u"fromInterwovenTranscript"_s, false},
                            {u"annotatedDateTime"_s, isoMs(m_start.addSecs(1800))},
                            {u"transcriptBlocks"_s, blocks},
                            {u"annotations"_s, QJsonArray()},
                            {u"metrics"_s, QJsonObject()}};
        if (const QString summary = said.value("summary"_L1).toString(); !summary.isEmpty()) {
            take(u"$.transcript.summary"_s, u"$.segmentSummary.summary"_s);
            contact.insert(u"segmentSummary"_s, QJsonObject{{u"summary"_s, summary}});
        }
        m_made.artifact = QJsonDocument(contact).toJson(QJsonDocument::Compact);
        return m_made;
    }

private:
    void take(const QString &from, const QString &to)
    {
        for (SandboxPersonal personal : m_given.personal) {
            if (personal.path != from || personal.inKey)
                continue;
            personal.path = to;
            m_made.personal.append(personal);
        }
    }
    [[nodiscard]] QJsonObject block(const QJsonObject &turn, qsizetype number)
    {
        const QString who = turn.value(m_given.isVoice ? "speaker"_L1 : "author"_L1).toString().toUpper();
        const QString text = m_given.isVoice ? turn.value("text"_L1).toString() : turn[u"body"][u"text"].toString();
        QJsonObject block{{u"channelId"_s, who == "AGENT"_L1 ? 0 : 1},
                          {u"channelName"_s, who},
                          {u"offset"_s, m_offset},
                          {u"length"_s, text.size()},
                          {u"blockId"_s, static_cast<qint64>(number)},
                          {u"text"_s, text},
                          {u"userId"_s, who.toLower()},
                          {u"channelType"_s, m_given.isVoice ? u"VOICE"_s : u"CHAT"_s},
                          {u"userType"_s, who}};
        m_offset += text.size() + 1;
        if (m_given.isVoice) {
            const qint64 from = turn.value("offsetMs"_L1).toInteger();
            block.insert(u"voiceMetadata"_s,
                         QJsonObject{{u"startTime"_s, from},
                                     {u"endTime"_s, from + 4000},
                                     {u"confidence"_s, turn.value("confidence"_L1)}});
        } else {
            const QDateTime sent = QDateTime::fromString(turn.value("sentAt"_L1).toString(), Qt::ISODateWithMs);
            const QDateTime shifted = m_start.addMSecs(m_given.timestamp.msecsTo(sent));
            block.insert(u"chatMetadata"_s, QJsonObject{{u"timestamp"_s, shifted.toMSecsSinceEpoch()}});
        }
        return block;
    }

    const SandboxTranscript &m_given;
    const QDateTime m_start;
    SandboxTranscript m_made;
    qint64 m_offset = 0;
};

} // namespace

CxoneSandboxAnalytics::CxoneSandboxAnalytics(const SandboxData &data, const CxoneSandboxContacts &contacts,
                                             const CxoneSandboxSettings &settings, const QDateTime &started)
    : m_data(data)
    , m_contacts(contacts)
    , m_interactions(settings.tenant.seed, settings.tenant.interactions)
    , m_started(started)
    , m_licensed(settings.analytics)
    , m_repeatsCursor(settings.repeatsCursor)
{
}

QList<CxoneSandboxRoute> CxoneSandboxAnalytics::routes(const QStringList &path)
{
    if (path == QStringList{u"segments"_s, u"analyzed"_s}) {
        return {{.method = "GET",
                 .parameters
                 = {"dateField", "beginningDate", "endingDate", "mediaType", "lang", "pageSize", "cursor", "order"},
                 .answer = [this](CxoneSandboxCall &call) { return segments(call); }}};
    }
    if (path.size() == 3 && path[0] == "segments"_L1 && path[2] == "analyzed-transcript"_L1) {
        return {{.method = "GET", .parameters = {"wordLevel"}, .answer = [this, id = path[1]](CxoneSandboxCall &call) {
                     return analyzedTranscript(id, call);
                 }}};
    }
    return {};
}

QString CxoneSandboxAnalytics::segmentId(int number) const
{
    std::string id;
    m_data.appendId(firstSegment + number, id);
    return QString::fromStdString(id);
}

std::optional<int> CxoneSandboxAnalytics::numberOf(const QString &segmentId) const
{
    const auto number = m_data.contactOf(segmentId.toStdString());
    if (!number || *number < firstSegment || *number >= firstSegment + count())
        return std::nullopt;
    return static_cast<int>(*number - firstSegment);
}

QDateTime CxoneSandboxAnalytics::start(int number) const
{
    return m_started.addDays(-14).addMSecs((number + 1) * (14 * dayMs / (count() + 1)));
}

QString CxoneSandboxAnalytics::language(int number) const
{
    const std::string_view language
        = sandboxscenes::all[static_cast<std::size_t>(number) % sandboxscenes::all.size()].language;
    return QString::fromUtf8(language.data(), qsizetype(language.size()));
}

QString CxoneSandboxAnalytics::mediaType(int number) const
{
    return m_interactions.isVoice(number) ? u"PHONE_CALL"_s : u"CHAT"_s;
}

QJsonObject CxoneSandboxAnalytics::rendered(int number) const
{
    const CxoneSandboxContact contact = m_contacts.contact(qint64(number) * CxoneSandboxContacts::count / count());
    const QDateTime from = start(number);
    const QJsonObject sentiment{{u"value"_s, number % 3 == 0 ? u"NEGATIVE"_s : u"NEUTRAL"_s}};
    const QJsonObject channel{{u"name"_s, u"CUSTOMER"_s}, {u"sentiment"_s, sentiment}};
    return {{u"tenantId"_s, CxoneSandboxTokens::tenantId()},
            {u"segmentId"_s, segmentId(number)},
            {u"acdContactId"_s, contact.id},
            {u"agentContactId"_s, QString::number(contact.id)},
            {u"resolved"_s, number % 2 == 0},
            {u"publishedAt"_s, isoMs(from.addSecs(2100))},
            {u"startTime"_s, isoMs(from)},
            {u"endTime"_s, isoMs(from.addSecs(60))},
            {u"enlightenMetrics"_s, QJsonArray()},
            {u"channels"_s, QJsonArray{channel}},
            {u"categoryMatches"_s, QJsonArray()},
            {u"entities"_s, QJsonArray()},
            {u"mediaType"_s, mediaType(number)},
            {u"firstAnnotatedAt"_s, isoMs(from.addSecs(1800))},
            {u"contactNo"_s, QJsonArray{QString::number(contact.id)}},
            {u"interactionId"_s, SandboxInteractions::id(number)},
            {u"holdCount"_s, 0},
            {u"holdSeconds"_s, 0}};
}

SandboxAnswer CxoneSandboxAnalytics::segments(CxoneSandboxCall &call) const
{
    if (!m_licensed)
        return unlicensed();
    CxoneSandboxParameters &parameters = call.parameters;
    constexpr qint64 usual = 100, most = 1000;
    const auto from = parameters.time("beginningDate");
    const auto to = parameters.time("endingDate");
    const qint64 size = parameters.number("pageSize", usual, 1, most);
    const qint64 cursor = parameters.number("cursor", -1, 0, std::numeric_limits<qint64>::max());
    const bool byStart = parameters.word("dateField", {u"startTime"_s, u"firstAnnotatedAt"_s}) == "startTime"_L1;
    const bool descending = parameters.word("order", {u"asc"_s, u"desc"_s}) == "desc"_L1;
    if (!parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(analyticsFamily, call);
    QList<int> found;
    for (int number = 0; number < count(); ++number) {
        const QDateTime time = start(number).addSecs(byStart ? 0 : 1800);
        if ((!from || time >= *from) && (!to || time <= *to)
            && (!parameters.has("mediaType")
                || mediaType(number).compare(parameters.text("mediaType"), Qt::CaseInsensitive) == 0)
            && (!parameters.has("lang") || language(number) == parameters.text("lang")))
            found.append(number);
    }
    const qint64 total = found.size();
    if (descending)
        std::reverse(found.begin(), found.end());
    const auto millis
        = [this, byStart](int number) { return start(number).addSecs(byStart ? 0 : 1800).toMSecsSinceEpoch(); };
    const auto begin = std::find_if(found.cbegin(), found.cend(), [&](int number) {
        return cursor < 0 || (descending ? millis(number) < cursor : millis(number) > cursor);
    });
    const auto end = found.cend() - begin > size ? begin + size : found.cend();
    QJsonArray interactions;
    std::for_each(begin, end, [&](int number) { interactions.append(rendered(number)); });
    QJsonObject links{{u"self"_s, call.address({})}};
    const bool repeats = cursor >= 0 && (m_repeatsCursor || call.mutation == SandboxFault::Mutation::RepeatToken);
    if (repeats || end != found.cend()) {
        const qint64 next = repeats ? cursor : millis(*std::prev(end));
        // Time goes on to the next page and back to the previous one, whichever of them was asked for.
        links.insert(descending ? u"previous"_s : u"next"_s, call.address({{u"cursor"_s, QString::number(next)}}));
    }
    return sandboxJsonAnswer(200,
                             {{u"totalRecords"_s, CxoneSandboxPage::told(call, total)},
                              {u"interactions"_s, interactions},
                              {u"links"_s, links}});
}

std::optional<SandboxTranscript> CxoneSandboxAnalytics::transcript(const QString &segmentId) const
{
    const auto number = numberOf(segmentId);
    if (!number)
        return std::nullopt;
    const SandboxTranscript given = m_interactions.transcript(*number);
    return TranscriptShape(given, segmentId, start(*number)).made(language(*number));
}

SandboxAnswer CxoneSandboxAnalytics::analyzedTranscript(const QString &segmentId, CxoneSandboxCall &call) const
{
    if (!m_licensed)
        return unlicensed();
    (void)call.parameters.flag("wordLevel"); // The scenes know no words' times.
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(analyticsFamily, call);
    const auto found = transcript(segmentId);
    if (!found)
        return cxoneSandboxError(analyticsFamily, 404, "not_found"_L1, u"Not Found"_s);
    return {.status = 200, .headers = {}, .body = found->artifact};
}

} // namespace muster
