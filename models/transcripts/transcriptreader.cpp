// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/transcriptreader.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cctype>
#include <simdjson.h>
#include <unordered_map>

namespace muster {

namespace {

/// nullopt: no whole number from 0 to `most`.
std::optional<std::uint64_t> whole(const QJsonValue &value, double most)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0 && number <= most) || number != double(std::uint64_t(number)))
        return std::nullopt;
    return std::uint64_t(number);
}

std::optional<WrittenFinding> parseFinding(const QJsonObject &object)
{
    const auto begin = whole(object[u"start"], 1e9), end = whole(object[u"end"], 1e9);
    const auto score = whole(object[u"score"], 100), group = whole(object[u"group"], 4e9);
    const auto entity = entityOfKey(object[u"entity"].toString().toStdString());
    if (!begin || !end || *end < *begin || !score || !entity || !object[u"path"].isString())
        return std::nullopt;
    return WrittenFinding{.path = object[u"path"].toString().toStdString(),
                          .inKey = object[u"in_key"].toBool(),
                          .begin = *begin,
                          .end = *end,
                          .entity = *entity,
                          .rule = object[u"rule"].toString().left(200).toStdString(),
                          .score = std::uint8_t(*score),
                          .group = std::uint32_t(group.value_or(0))};
}

} // namespace

Result<std::vector<WrittenFinding>> parseWrittenFindings(const QByteArray &json)
{
    const auto damaged
        = [](const QString &subject) { return failure(ErrorKind::Damaged, "findings_unreadable", subject); };
    const QJsonObject file = QJsonDocument::fromJson(json).object();
    if (file[u"format"] != QStringLiteral("muster-transcript-findings") || !file[u"findings"].isArray())
        return damaged({});
    const QJsonArray places = file[u"findings"].toArray();
    std::vector<WrittenFinding> findings;
    for (const QJsonValue place : places) {
        if (findings.size() == mostWrittenFindings)
            break;
        const auto finding = parseFinding(place.toObject());
        if (!finding)
            return damaged(QString::number(findings.size() + 1));
        findings.push_back(*finding);
    }
    return findings;
}

namespace {

namespace dom = simdjson::dom;

constexpr int deepest = 512;
constexpr std::array speakerNames{"speaker", "author", "participant", "sender",
                                  "role",    "from",   "channelName", "userType"};
// Which line and which person it was, said once more for machines.
constexpr std::array machineNames{"channelType", "channelUuid", "userId"};
constexpr std::array textNames{"text", "message", "content"};
constexpr std::array offsetNames{"offsetMs", "startMs", "startOffsetMs"};
constexpr std::array clockNames{"sentAt", "timestamp", "time", "at"};

/// As in the paths of findings: names that are no plain words are quoted.
void appendName(std::string &path, std::string_view name)
{
    const bool plain = !name.empty() && !std::isdigit(static_cast<unsigned char>(name.front()))
        && std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
    if (plain) {
        path += '.';
        path += name;
        return;
    }
    path += "[\"";
    for (const char c : name) {
        if (c == '"' || c == '\\')
            path += '\\';
        path += c;
    }
    path += "\"]";
}

/// Finds what looks like a tag of ours: "[PHONE_MASKED]", "[PHONE_MASKED:34]", "[PHONE_kqvbdtrmpn]".
std::optional<std::pair<Entity, std::uint32_t>> tagAt(std::string_view text)
{
    const std::size_t close = text.substr(0, 64).find(']');
    if (close == std::string_view::npos)
        return std::nullopt;
    const std::string_view inside = text.substr(1, close - 1);
    for (const Entity entity : allEntities) {
        std::string_view name = entityTag(entity);
        name = name.substr(1, name.size() - 2); // PHONE_MASKED
        const std::string_view kind = name.substr(0, name.rfind('_'));
        if (inside == name || (inside.starts_with(name) && inside[name.size()] == ':'))
            return std::pair(entity, std::uint32_t(close + 1));
        if (inside.starts_with(kind) && inside.size() > kind.size() + 1 && inside[kind.size()] == '_'
            && std::ranges::all_of(inside.substr(kind.size() + 1),
                                   [](unsigned char c) { return std::islower(c) || std::isdigit(c); }))
            return std::pair(entity, std::uint32_t(close + 1));
    }
    return std::nullopt;
}

class Reader
{
public:
    Reader(bool keepPaths)
        : m_keepPaths(keepPaths)
    {
    }

    Result<void> read(const dom::element &root)
    {
        if (dom::object object; root.get_object().get(object) == simdjson::SUCCESS)
            readHead(object);
        return walk(root, {}, "$", 0, 0);
    }
    void readLines(std::string_view text)
    {
        // One string for the positions, a turn a line for the eye: lines are told apart in cut().
        add(text, {}, "$");
    }
    void attach(const std::vector<WrittenFinding> &findings);
    void findTags();
    std::shared_ptr<TranscriptText> take()
    {
        m_made->cut();
        return std::move(m_made);
    }

private:
    struct Voice
    {
        std::uint32_t speaker = 0;
        std::int64_t time = 0;
        TranscriptText::TimeKind kind = TranscriptText::TimeKind::None;
    };

    void readHead(const dom::object &object);
    Result<void> walk(const dom::element &value, std::string_view name, std::string path, int depth,
                      std::uint32_t label);
    Result<void> walkObject(const dom::object &object, const std::string &path, int depth);
    [[nodiscard]] Voice voiceOf(const dom::object &object);
    void add(std::string_view text, const Voice &voice, const std::string &path, std::uint32_t label = 0);
    static std::uint32_t numberIn(QStringList &table, QHash<QString, std::uint32_t> &known, std::string_view word);

    const bool m_keepPaths;
    std::shared_ptr<TranscriptText> m_made = std::make_shared<TranscriptText>();
    std::unordered_map<std::string, std::uint32_t> m_turnOfPath;
    QHash<QString, std::uint32_t> m_speakers, m_labels;
};

std::uint32_t Reader::numberIn(QStringList &table, QHash<QString, std::uint32_t> &known, std::string_view word)
{
    const QString text = QString::fromUtf8(word.data(), qsizetype(word.size())).left(200);
    auto found = known.constFind(text);
    if (found == known.cend()) {
        table << text;
        found = known.insert(text, std::uint32_t(table.size()));
    }
    return *found;
}

void Reader::readHead(const dom::object &object)
{
    const auto textOf = [&](const char *name) {
        std::string_view text;
        return object[name].get_string().get(text) == simdjson::SUCCESS
            ? QString::fromUtf8(text.data(), qsizetype(text.size())).left(500)
            : QString();
    };
    m_made->interactionId = textOf("interactionId");
    m_made->mediaType = textOf("mediaType");
    m_made->timestamp = textOf("timestamp");
    bool masked = false;
    m_made->masked = object["masked"].get_bool().get(masked) == simdjson::SUCCESS && masked;
}

Reader::Voice Reader::voiceOf(const dom::object &object)
{
    Voice voice;
    std::string_view word;
    for (const char *name : speakerNames) {
        if (object[name].get_string().get(word) == simdjson::SUCCESS && !word.empty()) {
            voice.speaker = numberIn(m_made->speakers, m_speakers, word);
            break;
        }
    }
    for (const char *name : offsetNames) {
        double offset = 0;
        if (object[name].get_double().get(offset) == simdjson::SUCCESS && offset >= 0 && offset < 1e12) {
            voice.time = std::int64_t(offset);
            voice.kind = TranscriptText::TimeKind::SinceStart;
            return voice;
        }
    }
    for (const char *name : clockNames) {
        if (object[name].get_string().get(word) != simdjson::SUCCESS || word.size() > 40)
            continue;
        const QDateTime at
            = QDateTime::fromString(QString::fromUtf8(word.data(), qsizetype(word.size())), Qt::ISODateWithMs);
        if (at.isValid()) {
            voice.time = at.toMSecsSinceEpoch();
            voice.kind = TranscriptText::TimeKind::Clock;
            return voice;
        }
    }
    return voice;
}

Result<void> Reader::walkObject(const dom::object &object, const std::string &path, int depth)
{
    const Voice voice = voiceOf(object);
    const bool speaks = voice.speaker != 0;
    for (const auto field : object) {
        std::string below = path;
        appendName(below, field.key);
        std::string_view text;
        if (speaks && std::ranges::find(textNames, field.key) != textNames.end()
            && field.value.get_string().get(text) == simdjson::SUCCESS) {
            add(text, voice, below);
            continue;
        }
        if (dom::object body; speaks && field.key == "body") {
            if (field.value.get_string().get(text) == simdjson::SUCCESS) {
                add(text, voice, below);
                continue;
            }
            if (field.value.get_object().get(body) == simdjson::SUCCESS) {
                for (const auto part : body) {
                    std::string deeper = below;
                    appendName(deeper, part.key);
                    if (part.key == "text" && part.value.get_string().get(text) == simdjson::SUCCESS) {
                        add(text, voice, deeper);
                        continue;
                    }
                    TRY_VOID(walk(part.value, part.key, std::move(deeper), depth + 2, 0));
                }
                continue;
            }
        }
        // Who spoke and when stands in the head of the turn, unless something is masked in it: then it is a line, too.
        const bool head = speaks
            && (std::ranges::find(speakerNames, field.key) != speakerNames.end()
                || std::ranges::find(machineNames, field.key) != machineNames.end()
                || std::ranges::find(clockNames, field.key) != clockNames.end());
        if (head && field.value.get_string().get(text) == simdjson::SUCCESS && text.find('[') == std::string_view::npos
            && text.size() < 200)
            continue;
        if (depth == 0 && (field.key == "interactionId" || field.key == "mediaType" || field.key == "timestamp"))
            continue; // stands above the transcript
        if (auto done = walk(field.value, field.key, std::move(below), depth + 1, 0); !done)
            return done;
    }
    return {};
}

Result<void> Reader::walk(const dom::element &value, std::string_view name, std::string path, int depth,
                          std::uint32_t label)
{
    if (depth > deepest)
        return failure(ErrorKind::LimitExceeded, "transcript_depth");
    if (!name.empty())
        label = numberIn(m_made->labels, m_labels, name);
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) {
        add(text, {}, path, label);
        return {};
    }
    if (dom::object object; value.get_object().get(object) == simdjson::SUCCESS)
        return walkObject(object, path, depth);
    if (dom::array array; value.get_array().get(array) == simdjson::SUCCESS) {
        std::size_t number = 0;
        for (const dom::element one : array) {
            std::string below = path + '[' + std::to_string(number++) + ']';
            TRY_VOID(walk(one, {}, std::move(below), depth + 1, label));
        }
    }
    return {};
}

void Reader::add(std::string_view text, const Voice &voice, const std::string &path, std::uint32_t label)
{
    if (m_keepPaths)
        m_turnOfPath.emplace(path, std::uint32_t(m_made->turns.size()));
    const auto begin = std::uint32_t(m_made->text.size());
    m_made->text += text;
    m_made->turns.push_back({.begin = begin,
                             .end = std::uint32_t(m_made->text.size()),
                             .speaker = voice.speaker,
                             .label = label,
                             .time = voice.time,
                             .timeKind = voice.kind});
}

void Reader::attach(const std::vector<WrittenFinding> &findings)
{
    std::unordered_map<std::string, std::uint16_t> rules;
    // Findings of a string come in its order: positions are counted on from the one before.
    std::uint32_t turnBefore = TranscriptText::Finding::nowhere, byte = 0;
    std::uint64_t counted = 0;
    for (const WrittenFinding &written : findings) {
        TranscriptText::Finding finding{.entity = written.entity, .score = written.score};
        if (const auto known = rules.find(written.rule); known != rules.end()) {
            finding.rule = known->second;
        } else if (!written.rule.empty() && m_made->rules.size() < 0xffff) {
            m_made->rules.push_back(written.rule);
            finding.rule = rules[written.rule] = std::uint16_t(m_made->rules.size());
        }
        const auto turn = m_turnOfPath.find(written.path);
        if (written.inKey || turn == m_turnOfPath.end()) {
            m_made->findings.push_back(finding);
            continue;
        }
        const TranscriptText::Turn &place = m_made->turns[turn->second];
        if (turn->second != turnBefore || written.begin < counted) {
            turnBefore = turn->second;
            byte = place.begin;
            counted = 0;
        }
        const auto countTo = [&](std::uint64_t point) {
            while (counted < point && byte < place.end) {
                ++byte;
                while (byte < place.end && (static_cast<unsigned char>(m_made->text[byte]) & 0xc0) == 0x80)
                    ++byte;
                ++counted;
            }
            return counted == point;
        };
        if (!countTo(written.begin))
            continue; // of another text than this one
        finding.begin = byte;
        if (!countTo(written.end))
            continue;
        finding.end = byte;
        finding.turn = turn->second;
        m_made->findings.push_back(finding);
    }
    m_made->hasFindings = true;
}

void Reader::findTags()
{
    const std::vector<TranscriptText::Finding> told = m_made->findings;
    std::vector<std::uint32_t> begins;
    for (const auto &finding : told) {
        if (finding.turn != TranscriptText::Finding::nowhere)
            begins.push_back(finding.begin);
    }
    std::ranges::sort(begins);
    for (std::uint32_t number = 0; number < m_made->turns.size(); ++number) {
        const TranscriptText::Turn &turn = m_made->turns[number];
        const std::string_view text = m_made->slice(turn.begin, turn.end);
        for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
            const auto tag = tagAt(text.substr(at));
            const auto begin = turn.begin + std::uint32_t(at);
            if (tag && !std::ranges::binary_search(begins, begin))
                m_made->findings.push_back(
                    {.turn = number, .begin = begin, .end = begin + tag->second, .entity = tag->first});
        }
    }
}

Result<SharedTranscript> made(Reader &reader, const std::optional<std::vector<WrittenFinding>> &findings)
{
    if (findings)
        reader.attach(*findings);
    reader.findTags();
    return reader.take();
}

} // namespace

Result<SharedTranscript> readTranscript(const QByteArray &json,
                                        const std::optional<std::vector<WrittenFinding>> &findings)
{
    if (json.size() > shownTranscriptLimit)
        return failure(ErrorKind::LimitExceeded, "transcript_size");
    dom::parser parser;
    const simdjson::padded_string padded(json.constData(), std::size_t(json.size()));
    dom::element root;
    if (parser.parse(padded).get(root) != simdjson::SUCCESS)
        return failure(ErrorKind::Damaged, "transcript_json");
    Reader reader(findings.has_value());
    TRY_VOID(reader.read(root));
    return made(reader, findings);
}

Result<SharedTranscript> readTextTranscript(const QByteArray &text,
                                            const std::optional<std::vector<WrittenFinding>> &findings)
{
    if (text.size() > shownTranscriptLimit)
        return failure(ErrorKind::LimitExceeded, "transcript_size");
    if (!simdjson::validate_utf8(text.constData(), std::size_t(text.size())))
        return failure(ErrorKind::Damaged, "transcript_json");
    Reader reader(findings.has_value());
    reader.readLines(std::string_view(text.constData(), std::size_t(text.size())));
    return made(reader, findings);
}

} // namespace muster
