// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/documentmasker.h"

#include "models/rules/documents/documentleaks.h"
#include "models/rules/documents/documentwriter.h"
#include "models/rules/documents/textmasker.h"
#include "models/rules/documents/utf8text.h"

#include <algorithm>

namespace muster {

namespace {

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
        return failure({.kind = ErrorKind::KeyStore,
                        .code = QStringLiteral("no_pseudonym_key"),
                        .subject = engine->policy().name});
    }
    return DocumentMasker(std::move(engine), key);
}

DocumentMasker::DocumentMasker(std::shared_ptr<const MaskEngine> engine, const Secret &key)
    : m_engine(std::move(engine))
    , m_leakCheck(std::make_unique<LeakCheck>(m_engine->policy()))
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
    TRY(leaks, leaksInJson(result.bytes, *m_leakCheck, own));
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
    auto result = maskLines(all, lines.first, lines.end, *m_engine, replacer, context, *m_scratch);
    if (result)
        result->leaks = leaksInText(result->bytes, *m_leakCheck, context);
    return result;
}

} // namespace muster
