// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/jsonoutlinereader.h"

namespace muster {

namespace {

constexpr std::size_t outerDepth = 2; // levels in which an artifact's own members stand: [ { "masked": ...
constexpr std::uint32_t shortestNumber = 4; // nothing personal is shorter

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<ApiError> JsonOutlineReader::read()
{
    if (m_json.startsWith("\xef\xbb\xbf"))
        m_at = 3;
    bool isGood = true;
    bool expectsValue = true;
    space();
    while (isGood && (expectsValue || !m_levels.empty())) {
        if (expectsValue) {
            const std::size_t depth = m_levels.size();
            isGood = value();
            // An open bracket: a value is next, or a key, or nothing.
            if (isGood && m_levels.size() > depth) {
                space();
                const bool isArray = m_outline.m_containers[m_levels.back().container].isArray;
                if (here() == (isArray ? ']' : '}') && m_at < m_json.size()) {
                    close();
                    expectsValue = false;
                } else {
                    m_outline.m_containers[m_levels.back().container].isEmpty = false;
                    isGood = isArray || key();
                }
            } else {
                expectsValue = false;
            }
        } else {
            isGood = afterValue();
            expectsValue = isGood && m_json[m_at - 1] != ']' && m_json[m_at - 1] != '}';
            if (expectsValue) {
                space();
                isGood = m_outline.m_containers[m_levels.back().container].isArray || key();
            }
        }
        space();
    }
    if (isGood && m_at < m_json.size())
        invalid();
    return m_fault;
}

/// A comma or the end of the container.
bool JsonOutlineReader::afterValue()
{
    space();
    Level &level = m_levels.back();
    const bool isArray = m_outline.m_containers[level.container].isArray;
    if (here() == ',') {
        ++m_at;
        ++level.elements;
        return true;
    }
    if (m_at >= m_json.size() || here() != (isArray ? ']' : '}'))
        return invalid();
    close();
    return true;
}

void JsonOutlineReader::close()
{
    m_outline.m_containers[m_levels.back().container].close = std::uint32_t(m_at);
    m_levels.pop_back();
    ++m_at;
}

bool JsonOutlineReader::value()
{
    switch (here()) {
    case '{':
        return open(false);
    case '[':
        return open(true);
    case '"':
        return string(Kind::String);
    case 't':
        return literal("true");
    case 'f':
        return literal("false");
    case 'n':
        return literal("null");
    default:
        return number();
    }
}

std::uint32_t JsonOutlineReader::shapeHere()
{
    if (m_levels.empty())
        return JsonShapes::root;
    const Level &level = m_levels.back();
    const JsonOutline::Container &container = m_outline.m_containers[level.container];
    return container.isArray ? m_outline.m_shapes.element(container.shape) : level.shape;
}

std::uint32_t JsonOutlineReader::placeHere() const
{
    if (m_levels.empty())
        return 0;
    const Level &level = m_levels.back();
    return m_outline.m_containers[level.container].isArray ? level.elements : level.key;
}

bool JsonOutlineReader::isOuter() const
{
    return m_levels.size() <= outerDepth;
}

bool JsonOutlineReader::open(bool isArray)
{
    if (m_levels.size() >= std::size_t(JsonOutline::maxDepth))
        return fail(ErrorKind::LimitExceeded, "document_depth");
    if (m_outline.m_containers.size() >= JsonOutline::maxNodes)
        return fail(ErrorKind::LimitExceeded, "document_values");
    JsonOutline::Container container;
    container.parent = m_levels.empty() ? JsonOutline::none : m_levels.back().container;
    container.place = placeHere();
    container.shape = shapeHere();
    container.depth = std::uint16_t(m_levels.size() + 1);
    container.open = std::uint32_t(m_at);
    container.isArray = isArray;
    m_levels.push_back({std::uint32_t(m_outline.m_containers.size())});
    m_outline.m_containers.push_back(container);
    ++m_at;
    return true;
}

/// A key and its colon; what it names comes next.
bool JsonOutlineReader::key()
{
    if (here() != '"')
        return invalid();
    if (!string(Kind::Key))
        return false;
    space();
    if (here() != ':')
        return invalid();
    ++m_at;
    return true;
}

bool JsonOutlineReader::add(Node node)
{
    std::vector<Node> &nodes = m_outline.m_nodes;
    if (nodes.size() >= JsonOutline::maxNodes)
        return fail(ErrorKind::LimitExceeded, "document_values");
    node.container = m_levels.empty() ? JsonOutline::none : m_levels.back().container;
    if (node.kind == Kind::Key) {
        Level &level = m_levels.back();
        const std::uint32_t parent = m_outline.m_containers[level.container].shape;
        level.shape = m_outline.m_shapes.member(parent, m_outline.raw(node), level.shape);
        level.key = std::uint32_t(nodes.size());
        node.place = level.key;
        node.shape = level.shape;
    } else {
        node.place = placeHere();
        node.shape = shapeHere();
    }
    if (node.kind == Kind::String && !m_levels.empty() && m_outline.m_shapes.at(node.shape).isSpeaker) {
        std::uint32_t &speaker = m_outline.m_containers[node.container].speaker;
        const auto found = m_speakers.find(m_outline.raw(node));
        if (speaker == 0 && found != m_speakers.end())
            speaker = found->second;
        else if (speaker == 0 && m_speakers.size() < JsonOutline::mostSpeakers)
            speaker = m_speakers.emplace(m_outline.raw(node), std::uint32_t(m_speakers.size() + 1)).first->second;
    }
    nodes.push_back(node);
    return true;
}

bool JsonOutlineReader::string(Kind kind)
{
    Node node{.begin = std::uint32_t(++m_at), .kind = kind};
    for (; m_at < m_json.size(); ++m_at) {
        const char c = m_json[m_at];
        if (c == '"') {
            node.end = std::uint32_t(m_at++);
            return add(node);
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return invalid();
        if (c == '\\' && !escape(node))
            return false;
    }
    return invalid();
}

/// Ends on the last character of the escape.
bool JsonOutlineReader::escape(Node &node)
{
    static constexpr std::string_view simple = "\"\\/bfnrt";
    const auto unit = [this](qsizetype at) {
        char16_t value = 0;
        for (qsizetype i = 0; i < 4; ++i) {
            if (at + i >= m_json.size())
                return std::pair(false, value);
            const char c = m_json[at + i];
            const int digit = isDigit(c) ? c - '0'
                : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                         : -1;
            if (digit < 0)
                return std::pair(false, value);
            value = char16_t(value * 16 + digit);
        }
        return std::pair(true, value);
    };
    node.isEscaped = true;
    ++m_at;
    if (simple.find(here()) != std::string_view::npos && m_at < m_json.size())
        return true;
    if (here() != 'u')
        return invalid();
    const auto [isGood, value] = unit(m_at + 1);
    if (!isGood) {
        m_at = std::min(m_at + 5, m_json.size());
        return invalid();
    }
    m_at += 4;
    if (value >= 0xdc00 && value < 0xe000)
        node.isMended = true;
    if (value < 0xd800 || value >= 0xdc00)
        return true;
    const bool hasMore = m_at + 2 < m_json.size() && m_json[m_at + 1] == '\\' && m_json[m_at + 2] == 'u';
    const auto [isLow, low] = hasMore ? unit(m_at + 3) : std::pair(false, char16_t(0));
    if (isLow && low >= 0xdc00 && low < 0xe000)
        m_at += 6;
    else
        node.isMended = true;
    return true;
}

bool JsonOutlineReader::digits()
{
    const qsizetype from = m_at;
    while (isDigit(here()))
        ++m_at;
    return m_at > from || invalid();
}

bool JsonOutlineReader::number()
{
    Node node{.begin = std::uint32_t(m_at), .kind = Kind::Number};
    if (here() == '-')
        ++m_at;
    if (here() == '0')
        ++m_at;
    else if (!digits())
        return false;
    if (here() == '.') {
        ++m_at;
        if (!digits())
            return false;
    }
    if (here() == 'e' || here() == 'E') {
        ++m_at;
        if (here() == '+' || here() == '-')
            ++m_at;
        if (!digits())
            return false;
    }
    node.end = std::uint32_t(m_at);
    return (!isOuter() && node.end - node.begin < shortestNumber) || add(node);
}

bool JsonOutlineReader::literal(std::string_view word)
{
    const std::string_view rest(m_json.data() + m_at, std::size_t(m_json.size() - m_at));
    if (!rest.starts_with(word)) {
        if (word.starts_with(rest))
            m_at = m_json.size();
        return invalid();
    }
    const Node node{
        .begin = std::uint32_t(m_at), .end = std::uint32_t(m_at + qsizetype(word.size())), .kind = Kind::Literal};
    m_at += qsizetype(word.size());
    return !isOuter() || add(node);
}

void JsonOutlineReader::space()
{
    while (m_at < m_json.size()) {
        const char c = m_json[m_at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            return;
        ++m_at;
    }
}

bool JsonOutlineReader::invalid()
{
    return fail(ErrorKind::BadInput, m_at >= m_json.size() ? "document_cut" : "document_not_json");
}

bool JsonOutlineReader::fail(ErrorKind kind, const char *code)
{
    m_fault = ApiError{.kind = kind, .code = QString::fromLatin1(code), .detail = QString::number(m_at)};
    return false;
}

} // namespace muster
