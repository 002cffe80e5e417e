// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/documentmasker.h"

#include "models/rules/documents/documentwriter.h"
#include "models/rules/documents/jsonoutline.h"
#include "models/rules/documents/textmasker.h"
#include "models/rules/documents/utf8text.h"
#include "models/rules/masking/conversation.h"

#include <algorithm>
#include <map>
#include <simdjson.h>
#include <utility>

namespace muster {

namespace {

using namespace simdjson;

/// All texts of a document in the order of reading, with what they are grouped by.
struct Texts
{
    struct Text
    {
        std::size_t begin = 0, size = 0; ///< In `all`.
        std::uint32_t group = 0;
        bool isKey = false;
    };
    std::string all;
    std::vector<Text> list;
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t, std::less<>> groups; ///< By parent and key.
    std::uint32_t lastGroup = 0;

    /// `paths` not empty: only the paths of these texts are wanted, by their number.
    std::map<std::size_t, std::string> *paths = nullptr;
    std::size_t count = 0;

    std::uint32_t group(std::uint32_t parent, std::string_view key)
    {
        const auto [found, isNew] = groups.try_emplace({parent, std::string(key)}, lastGroup + 1);
        lastGroup += isNew ? 1 : 0;
        return found->second;
    }
    void take(std::string_view text, std::uint32_t group, bool isKey, const std::string &path)
    {
        if (paths != nullptr) {
            if (const auto wanted = paths->find(count); wanted != paths->end())
                wanted->second = path;
        } else {
            list.push_back({all.size(), text.size(), group, isKey});
            all += text;
        }
        ++count;
    }
};

std::string step(std::string_view key)
{
    QByteArray quoted;
    appendJsonText(key, quoted);
    const bool isPlain = key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")
            == std::string_view::npos
        && !key.empty() && (key.front() < '0' || key.front() > '9');
    return isPlain ? '.' + std::string(key) : "[\"" + quoted.toStdString() + "\"]";
}

template <typename Value>
error_code read(Value &value, std::uint32_t group, const std::string &path, Texts &texts);

error_code readObject(ondemand::object object, std::uint32_t group, const std::string &path, Texts &texts)
{
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (const auto error = field.unescaped_key().get(key))
            return error;
        const std::string name(key);
        const std::string memberPath = texts.paths == nullptr ? std::string() : path + step(name);
        const std::uint32_t member = texts.group(group, "." + name);
        texts.take(name, 0, true, memberPath);
        if (const auto error = field.value().get(value))
            return error;
        if (const auto error = read(value, member, memberPath, texts))
            return error;
    }
    return SUCCESS;
}

error_code readArray(ondemand::array array, std::uint32_t group, const std::string &path, Texts &texts)
{
    const std::uint32_t element = texts.group(group, "[");
    std::size_t index = 0;
    for (auto item : array) {
        ondemand::value value;
        if (const auto error = item.get(value))
            return error;
        const std::string place = texts.paths == nullptr ? std::string() : path + '[' + std::to_string(index++) + ']';
        if (const auto error = read(value, element, place, texts))
            return error;
    }
    return SUCCESS;
}

template <typename Value>
error_code read(Value &value, std::uint32_t group, const std::string &path, Texts &texts)
{
    ondemand::json_type type;
    if (const auto error = value.type().get(type))
        return error;
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        const auto error = value.get_object().get(object);
        return error ? error : readObject(object, group, path, texts);
    }
    if (type == ondemand::json_type::array) {
        ondemand::array array;
        const auto error = value.get_array().get(array);
        return error ? error : readArray(array, group, path, texts);
    }
    if (type == ondemand::json_type::string) {
        std::string_view text;
        if (const auto error = value.get_string().get(text))
            return error;
        texts.take(text, group, false, path);
    }
    return SUCCESS;
}

error_code readAll(const QByteArray &masked, Texts &texts)
{
    const std::size_t mark = masked.startsWith("\xef\xbb\xbf") ? 3 : 0;
    const padded_string padded(masked.constData() + mark, std::size_t(masked.size()) - mark);
    ondemand::parser parser;
    ondemand::document document;
    if (const auto error = parser.allocate(padded.size(), std::size_t(JsonOutline::maxDepth) + 1))
        return error;
    if (const auto error = parser.iterate(padded).get(document))
        return error;
    return read(document, 0, "$", texts);
}

/// Texts by their group; keys are looked at one by one, since nobody speaks in them.
void check(const Texts &texts, const LeakCheck &leakCheck, const MaskContext &context, const MaskedNumbers &known,
           std::vector<std::pair<std::size_t, MaskLeak>> &leaks)
{
    std::vector<std::vector<std::size_t>> byGroup(texts.lastGroup + 1);
    Conversation conversation;
    const auto look = [&](const std::vector<std::size_t> &indices) {
        conversation.clear();
        for (const std::size_t index : indices) {
            const Texts::Text &text = texts.list[index];
            conversation.append(std::string_view(texts.all).substr(text.begin, text.size));
        }
        for (const MaskLeak &leak : leakCheck.find(conversation, context, known))
            leaks.emplace_back(indices[leak.text], leak);
    };
    std::map<std::string_view, bool> seenKeys;
    for (std::size_t i = 0; i < texts.list.size(); ++i) {
        const Texts::Text &text = texts.list[i];
        if (!text.isKey)
            byGroup[text.group].push_back(i);
        else if (seenKeys.emplace(std::string_view(texts.all).substr(text.begin, text.size), true).second)
            look({i});
    }
    for (const std::vector<std::size_t> &indices : byGroup) {
        if (!indices.empty())
            look(indices);
    }
}

} // namespace

Result<std::vector<DocumentLeak>> leaksInJson(const QByteArray &masked, const LeakCheck &leakCheck,
                                              const MaskContext &context, const MaskedNumbers &known)
{
    Texts texts;
    if (const auto error = readAll(masked, texts)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("document_not_json"),
                        .detail = QString::fromLatin1(error_message(error))});
    }
    std::vector<std::pair<std::size_t, MaskLeak>> found;
    check(texts, leakCheck, context, known, found);
    if (found.empty())
        return std::vector<DocumentLeak>();
    std::map<std::size_t, std::string> paths;
    for (const auto &[index, leak] : found)
        paths[index];
    Texts again;
    again.paths = &paths;
    (void)readAll(masked, again); // was read before
    std::ranges::sort(found, {}, [](const auto &one) { return std::pair(one.first, one.second.begin); });
    std::vector<DocumentLeak> leaks;
    for (const auto &[index, leak] : found) {
        const std::string_view text
            = std::string_view(texts.all).substr(texts.list[index].begin, texts.list[index].size);
        DocumentLeak one{
            .path = paths[index], .inKey = texts.list[index].isKey, .begin = codePoints(text.substr(0, leak.begin))};
        one.end = one.begin + codePoints(text.substr(leak.begin, leak.end - leak.begin));
        one.entity = leak.entity;
        one.sign = leak.sign;
        leaks.push_back(std::move(one));
    }
    return leaks;
}

namespace {

/// The numbers among `values`.
MaskedNumbers numbersOf(const JsonOutline &outline, const std::vector<TextSpot> &values)
{
    MaskedNumbers numbers;
    std::string buffer;
    std::string_view text;
    std::uint32_t place = JsonOutline::none; // of `text`: a string is read once for all that was found in it
    for (const TextSpot &spot : values) {
        const JsonOutline::Node &node = outline.nodes()[spot.place];
        if (!MaskedNumbers::areOf(spot.entity) || node.kind != JsonOutline::Kind::String)
            continue;
        if (std::exchange(place, spot.place) != spot.place)
            text = outline.text(node, buffer);
        numbers.add(spot.group, text.substr(spot.begin, spot.end - spot.begin));
    }
    return numbers;
}

QDate today(const MaskContext &context)
{
    return context.now.isValid() ? context.now.toUTC().date() : QDate::currentDate();
}

/// Of an artifact that is the whole document.
QString interactionIdOf(const JsonOutline &outline)
{
    std::string buffer;
    const auto &nodes = outline.nodes();
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (nodes[i].kind == JsonOutline::Kind::String && nodes[i].container == 0
            && nodes[i - 1].kind == JsonOutline::Kind::Key && outline.raw(nodes[i - 1]) == "interactionId") {
            const std::string_view id = outline.text(nodes[i], buffer);
            return QString::fromUtf8(id.data(), qsizetype(id.size()));
        }
    }
    return {};
}

/// An array of objects only, one of them an artifact at least.
bool holdsArtifacts(const JsonOutline &outline)
{
    const auto &containers = outline.containers();
    if (containers.empty() || !containers[0].isArray)
        return false;
    std::uint32_t withId = JsonOutline::none;
    std::uint32_t withContent = JsonOutline::none;
    bool isFound = false;
    for (const JsonOutline::Node &node : outline.nodes()) {
        if (node.container == 0)
            return false; // what is no object belongs to nobody
        if (node.kind != JsonOutline::Kind::Key || containers[node.container].depth != 2)
            continue;
        if (outline.raw(node) == "interactionId")
            withId = node.container;
        else if (outline.raw(node) == "transcript")
            withContent = node.container;
        isFound = isFound || (withId == withContent && withId != JsonOutline::none);
    }
    return isFound;
}

/// Puts the findings of one element of the array behind those that are there.
void append(MaskedDocument &whole, MaskedDocument part, std::uint32_t index, std::uint32_t &groups)
{
    const std::string place = "$[" + std::to_string(index) + ']';
    const auto paths = std::uint32_t(whole.paths.size());
    for (const std::string &path : part.paths)
        whole.paths.push_back(place + path.substr(1));
    std::vector<std::uint16_t> rules;
    for (const std::string &rule : part.rules) {
        const auto known = std::find(whole.rules.begin(), whole.rules.end(), rule);
        rules.push_back(std::uint16_t(known - whole.rules.begin()));
        if (known == whole.rules.end())
            whole.rules.push_back(rule);
    }
    std::uint32_t next = groups;
    for (DocumentFinding finding : part.findings) {
        finding.path += paths;
        finding.rule = rules[finding.rule];
        finding.group += groups;
        next = std::max(next, finding.group + 1);
        ++whole.counts[static_cast<std::size_t>(finding.entity)];
        whole.findings.push_back(finding);
    }
    groups = next;
    for (DocumentLeak &leak : part.leaks) {
        leak.path = place + leak.path.substr(1);
        whole.leaks.push_back(std::move(leak));
    }
    whole.strings += part.strings;
    whole.bytes += part.bytes;
}

} // namespace

Result<DocumentMasker> DocumentMasker::make(std::shared_ptr<const MaskEngine> engine, const Secret &key)
{
    if (needsKey(engine->policy()) && key.isEmpty()) {
        return failure(ErrorKind::KeyStore, "no_pseudonym_key", engine->policy().name);
    }
    return DocumentMasker(std::move(engine), key);
}

DocumentMasker::DocumentMasker(std::shared_ptr<const MaskEngine> engine, const Secret &key)
    : m_engine(std::move(engine))
    , m_leakCheck(std::make_unique<LeakCheck>(m_engine->policy(), m_engine->scope()))
    , m_key(key)
    , m_scratch(std::make_unique<MaskScratch>())
{
}

DocumentMasker::DocumentMasker(DocumentMasker &&) noexcept = default;
DocumentMasker &DocumentMasker::operator=(DocumentMasker &&) noexcept = default;
DocumentMasker::~DocumentMasker() = default;

Result<MaskedDocument> DocumentMasker::maskJson(QByteArrayView json, const MaskContext &context, const QString &otherId)
{
    TRY(outline, JsonOutline::read(json));
    if (holdsArtifacts(*outline))
        return maskArtifacts(json, *outline, context, otherId);
    MaskContext own = context;
    if (own.interactionId.isEmpty())
        own.interactionId = interactionIdOf(*outline);
    if (own.interactionId.isEmpty())
        own.interactionId = otherId;
    DocumentSearch search(*m_engine, own, *m_scratch);
    TRY(keys, search.keys(*outline));
    TRY(values, search.values(*outline));
    const MaskReplacer replacer(m_engine->policy(), m_key, own.interactionId, today(context));
    MaskedDocument result = DocumentWriter(*outline, json, *m_engine, replacer).write(*values, *keys);
    TRY(leaks, leaksInJson(result.bytes, *m_leakCheck, own, numbersOf(*outline, *values)));
    result.leaks = *std::move(leaks);
    return result;
}

Result<MaskedDocument> DocumentMasker::maskArtifacts(QByteArrayView json, const JsonOutline &outline,
                                                     const MaskContext &context, const QString &otherId)
{
    MaskedDocument whole;
    qsizetype taken = 0;
    std::uint32_t groups = 0;
    for (const JsonOutline::Container &container : outline.containers()) {
        if (container.depth != 2)
            continue;
        whole.bytes += json.sliced(taken, qsizetype(container.open) - taken);
        taken = qsizetype(container.close) + 1;
        auto part = maskJson(json.sliced(container.open, taken - qsizetype(container.open)), context,
                             otherId + u'[' + QString::number(container.place) + u']');
        if (!part)
            return part;
        append(whole, *std::move(part), container.place, groups);
    }
    whole.bytes += json.sliced(taken);
    return whole;
}

Result<MaskedDocument> DocumentMasker::maskText(QByteArrayView text, const MaskContext &context, Lines lines)
{
    if (text.size() > JsonOutline::maxBytes) {
        return failure({.kind = ErrorKind::LimitExceeded,
                        .code = QStringLiteral("document_size"),
                        .detail = QString::number(text.size())});
    }
    if (const auto offset = utf8Fault(text)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("document_not_utf8"),
                        .detail = QString::number(*offset)});
    }
    const TextLines all(text);
    const MaskReplacer replacer(m_engine->policy(), m_key, context.interactionId, today(context));
    MaskedNumbers known;
    TRY(result, maskLines(all, lines.first, lines.end, *m_engine, replacer, context, *m_scratch, known));
    result->leaks = leaksInText(result->bytes, *m_leakCheck, context, known);
    return result;
}

} // namespace muster
