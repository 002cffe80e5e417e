// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/documentwriter.h"

#include <algorithm>

namespace muster {

namespace {

using Kind = JsonOutline::Kind;

constexpr std::string_view maskedMember = "masked", idMember = "interactionId", contentMember = "transcript";

bool isPlainName(std::string_view key)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !key.empty() && isLetter(key.front())
        && std::ranges::all_of(key, [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

} // namespace

DocumentWriter::DocumentWriter(const JsonOutline &outline, QByteArrayView json, const MaskEngine &engine,
                               const MaskReplacer &replacer)
    : m_outline(outline)
    , m_json(json)
    , m_masker(engine, replacer)
{
}

MaskedDocument DocumentWriter::write(const std::vector<TextSpot> &values, const std::vector<TextSpot> &keys)
{
    m_masker.count(values);
    m_masker.count(keys);
    const auto forEachText = [&](auto &&handle) {
        for (auto spot = values.begin(); spot != values.end();) {
            const auto next
                = std::find_if(spot, values.end(), [&](const TextSpot &one) { return one.place != spot->place; });
            handle(spot->place, Spots(spot, next));
            spot = next;
        }
    };
    forEachText([&](std::uint32_t place, Spots spots) {
        const Node &node = m_outline.nodes()[place];
        if (node.kind == Kind::String)
            m_masker.gather(m_outline.text(node, m_buffer), spots);
        else
            m_masker.gather(plainNumber(m_outline.raw(node)), spots);
    });
    maskKeys(keys);
    numberKeys();
    findArtifacts();

    m_result.bytes.reserve(m_json.size() + m_json.size() / 8 + 64);
    auto spot = values.begin();
    for (std::uint32_t i = 0; i < m_outline.nodes().size(); ++i) {
        const auto next = std::find_if(spot, values.end(), [i](const TextSpot &one) { return one.place != i; });
        const Kind kind = m_outline.nodes()[i].kind;
        m_result.strings += kind == Kind::Key || kind == Kind::String ? 1 : 0;
        if (kind == Kind::Key)
            writeKey(i);
        else
            writeValue(i, Spots(spot, next));
        spot = next;
    }
    copyTo(m_json.size());
    m_result.rules = m_masker.takeRules();
    return std::move(m_result);
}

void DocumentWriter::maskKeys(Spots keys)
{
    for (auto spot = keys.begin(); spot != keys.end();) {
        const auto next = std::find_if(spot, keys.end(), [&](const TextSpot &one) { return one.place != spot->place; });
        const std::string_view key = decodedJson(m_outline.shapes().at(spot->place).key, m_buffer);
        MaskedKey &masked = m_keys[spot->place];
        m_masker.gather(key, Spots(spot, next));
        m_masker.mask(key, Spots(spot, next), {}, masked.text, masked.findings);
        spot = next;
    }
}

/// Two members that had two names must not get one: readers would keep the last and lose the others.
void DocumentWriter::numberKeys()
{
    if (m_keys.empty())
        return;
    std::map<std::uint32_t, std::vector<std::uint32_t>> keysOf; // of objects with a masked key
    const std::vector<Node> &nodes = m_outline.nodes();
    for (const Node &node : nodes) {
        if (node.kind == Kind::Key && m_keys.contains(node.shape))
            keysOf[node.container];
    }
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].kind != Kind::Key)
            continue;
        if (const auto found = keysOf.find(nodes[i].container); found != keysOf.end())
            found->second.push_back(i);
    }
    for (const auto &[container, keys] : keysOf) {
        std::unordered_set<std::string> taken;
        for (const std::uint32_t key : keys) {
            if (!m_keys.contains(nodes[key].shape))
                taken.emplace(m_outline.text(nodes[key], m_buffer));
        }
        std::map<std::string, std::uint64_t> last;
        for (const std::uint32_t key : keys) {
            const auto masked = m_keys.find(nodes[key].shape);
            if (masked == m_keys.end() || taken.insert(masked->second.text).second)
                continue;
            std::uint64_t &number = last.emplace(masked->second.text, 1).first->second;
            std::string name;
            do
                name = masked->second.text + " (" + std::to_string(++number) + ")";
            while (!taken.insert(name).second);
            m_numbered.emplace(key, std::move(name));
        }
    }
}

/// Objects of the contract's section 5, alone or in an array: whether they are masked is said of them now.
void DocumentWriter::findArtifacts()
{
    struct Members
    {
        bool hasId = false, hasContent = false, saysMasked = false;
    };
    std::map<std::uint32_t, Members> candidates;
    const auto &containers = m_outline.containers();
    for (const Node &node : m_outline.nodes()) {
        if (node.kind != Kind::Key)
            continue;
        const JsonOutline::Container &object = containers[node.container];
        const bool isOuter = object.depth == 1 || (object.depth == 2 && containers[object.parent].isArray);
        if (!isOuter)
            continue;
        const std::string_view key = m_outline.raw(node);
        Members &members = candidates[node.container];
        members.hasId = members.hasId || key == idMember;
        members.hasContent = members.hasContent || key == contentMember;
        members.saysMasked = members.saysMasked || key == maskedMember;
    }
    for (const auto &[container, members] : candidates) {
        if (!members.hasId || !members.hasContent)
            continue;
        m_artifacts.insert(container);
        if (!members.saysMasked)
            m_unsaid.emplace(qsizetype(containers[container].close), true);
    }
}

void DocumentWriter::copyTo(qsizetype end)
{
    for (auto unsaid = m_unsaid.begin(); unsaid != m_unsaid.end() && unsaid->first < end;
         unsaid = m_unsaid.erase(unsaid)) {
        m_result.bytes += m_json.sliced(m_taken, unsaid->first - m_taken);
        m_result.bytes += ",\"masked\":true";
        m_taken = unsaid->first;
    }
    m_result.bytes += m_json.sliced(m_taken, end - m_taken);
    m_taken = end;
}

void DocumentWriter::writeString(const Node &node, std::string_view text)
{
    copyTo(node.begin);
    appendJsonText(text, m_result.bytes);
    m_taken = node.end;
}

void DocumentWriter::writeKey(std::uint32_t index)
{
    const Node &node = m_outline.nodes()[index];
    const auto masked = m_keys.find(node.shape);
    if (masked == m_keys.end()) {
        if (node.isMended)
            writeString(node, m_outline.text(node, m_buffer));
        return;
    }
    writeString(node, finalKey(index));
    std::vector<DocumentFinding> findings = masked->second.findings;
    for (DocumentFinding &finding : findings)
        finding.inKey = true;
    addFindings(std::move(findings), index);
}

bool DocumentWriter::saysMasked(const Node &node) const
{
    return node.container != JsonOutline::none && m_artifacts.contains(node.container)
        && m_outline.raw(m_outline.nodes()[node.place]) == maskedMember;
}

void DocumentWriter::writeValue(std::uint32_t index, Spots spots)
{
    const Node &node = m_outline.nodes()[index];
    if (saysMasked(node)) {
        copyTo(node.kind == Kind::String ? node.begin - 1 : node.begin);
        m_result.bytes += "true";
        m_taken = node.kind == Kind::String ? node.end + 1 : node.end;
        return;
    }
    if (spots.empty()) {
        if (node.isMended)
            writeString(node, m_outline.text(node, m_buffer));
        return;
    }
    std::string text;
    std::vector<DocumentFinding> findings;
    if (node.kind == Kind::String) {
        m_masker.mask(m_outline.text(node, m_buffer), spots, {}, text, findings);
        writeString(node, text);
    } else {
        // Half a number is no number: the first thing found in it stands for all.
        const std::string number = plainNumber(m_outline.raw(node));
        TextSpot all = spots.front();
        all.begin = 0;
        all.end = std::uint32_t(number.size());
        m_masker.mask(number, Spots(&all, 1), {}, text, findings);
        findings.front().end = node.end - node.begin;
        copyTo(node.begin);
        m_result.bytes += '"';
        appendJsonText(text, m_result.bytes);
        m_result.bytes += '"';
        m_taken = node.end;
    }
    addFindings(std::move(findings), index);
}

void DocumentWriter::addFindings(std::vector<DocumentFinding> findings, std::uint32_t index)
{
    const auto path = std::uint32_t(m_result.paths.size());
    m_result.paths.push_back(pathOf(index));
    for (DocumentFinding &finding : findings) {
        finding.path = path;
        ++m_result.counts[static_cast<std::size_t>(finding.entity)];
        m_result.findings.push_back(finding);
    }
}

std::string DocumentWriter::finalKey(std::uint32_t index) const
{
    if (const auto numbered = m_numbered.find(index); numbered != m_numbered.end())
        return numbered->second;
    const Node &node = m_outline.nodes()[index];
    if (const auto masked = m_keys.find(node.shape); masked != m_keys.end())
        return masked->second.text;
    std::string buffer;
    return std::string(m_outline.text(node, buffer));
}

std::string DocumentWriter::pathOf(std::uint32_t index) const
{
    struct Step
    {
        std::uint32_t place;
        bool isElement;
    };
    std::vector<Step> steps;
    const auto &containers = m_outline.containers();
    const Node &node = m_outline.nodes()[index];
    std::uint32_t container = node.container;
    std::uint32_t place = node.place;
    while (container != JsonOutline::none) {
        steps.push_back({place, containers[container].isArray});
        place = containers[container].place;
        container = containers[container].parent;
    }
    std::string path = "$";
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (step->isElement) {
            path += '[' + std::to_string(step->place) + ']';
            continue;
        }
        const std::string key = finalKey(step->place);
        QByteArray quoted;
        if (isPlainName(key))
            path += '.' + key;
        else
            appendJsonText(key, quoted), path += "[\"" + quoted.toStdString() + "\"]";
    }
    return path;
}

} // namespace muster
