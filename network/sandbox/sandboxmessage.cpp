// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxmessage.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace muster {

using namespace Qt::StringLiterals;

QByteArray SandboxHttpRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

int SandboxHttpRequest::headerCount(QByteArrayView name) const
{
    return static_cast<int>(std::count_if(headers.cbegin(), headers.cend(), [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    }));
}

QByteArray SandboxHttpRequest::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.left(query);
}

QStringList SandboxHttpRequest::pieces() const
{
    QStringList decoded;
    const QList<QByteArray> parts = path().mid(1).split('/');
    for (const QByteArray &part : parts)
        decoded.append(QString::fromUtf8(QByteArray::fromPercentEncoding(part)));
    return decoded;
}

bool SandboxHttpRequest::wantsKeepAlive() const
{
    bool close = minorVersion == 0;
    const QList<QByteArray> words = header("Connection").toLower().split(',');
    for (const QByteArray &word : words) {
        if (word.trimmed() == "close")
            return false;
        if (word.trimmed() == "keep-alive")
            close = false;
    }
    return !close;
}

SandboxAnswer sandboxJsonAnswer(int status, const QJsonObject &object)
{
    return {.status = status, .headers = {}, .body = QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

SandboxAnswer sandboxError(int status, QLatin1String code, const QString &message, const QList<FieldFault> &details)
{
    constexpr qsizetype maxDetails = 20;
    QJsonObject object{{u"error"_s, code}, {u"message"_s, message}};
    if (!details.isEmpty()) {
        QJsonArray list;
        for (const FieldFault &fault : details.first(std::min(details.size(), maxDetails)))
            list.append(QJsonObject{{u"field"_s, fault.field}, {u"issue"_s, fault.issue}});
        object.insert(u"details"_s, list);
    }
    return sandboxJsonAnswer(status, object);
}

QByteArray sandboxHttpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

QByteArray sandboxReason(int status)
{
    static const QHash<int, QByteArray> reasons{
        {200, "OK"_ba},
        {201, "Created"_ba},
        {202, "Accepted"_ba},
        {204, "No Content"_ba},
        {207, "Multi-Status"_ba},
        {400, "Bad Request"_ba},
        {401, "Unauthorized"_ba},
        {403, "Forbidden"_ba},
        {404, "Not Found"_ba},
        {405, "Method Not Allowed"_ba},
        {406, "Not Acceptable"_ba},
        {408, "Request Timeout"_ba},
        {409, "Conflict"_ba},
        {413, "Content Too Large"_ba},
        {414, "URI Too Long"_ba},
        {415, "Unsupported Media Type"_ba},
        {429, "Too Many Requests"_ba},
        {431, "Request Header Fields Too Large"_ba},
        {500, "Internal Server Error"_ba},
        {501, "Not Implemented"_ba},
        {502, "Bad Gateway"_ba},
        {503, "Service Unavailable"_ba},
        {504, "Gateway Timeout"_ba},
        {505, "HTTP Version Not Supported"_ba},
    };
    return reasons.value(status, "Status"_ba);
}

bool sandboxAcceptsJson(const QByteArray &accept)
{
    if (accept.isNull())
        return true;
    // The most specific range decides: "application/json;q=0, */*" refuses JSON.
    int specific = -1;
    bool accepted = false;
    const QList<QByteArray> ranges = accept.toLower().split(',');
    for (const QByteArray &range : ranges) {
        const QList<QByteArray> parts = range.split(';');
        const QByteArray type = parts.first().trimmed();
        const int rank = type == "application/json" ? 2 : type == "application/*" ? 1 : type == "*/*" ? 0 : -1;
        if (rank < 0 || rank < specific)
            continue;
        bool refused = false;
        for (const QByteArray &parameter : parts.mid(1)) {
            const QByteArray word = parameter.trimmed();
            refused |= word.startsWith("q=") && word.mid(2).toDouble() <= 0;
        }
        accepted = rank == specific ? accepted || !refused : !refused;
        specific = rank;
    }
    return accepted;
}

QByteArray sandboxMediaType(const QByteArray &contentType)
{
    const QList<QByteArray> parts = contentType.toLower().split(';');
    for (const QByteArray &parameter : parts.mid(1)) {
        const QByteArray word = parameter.trimmed().replace('"', "");
        if (word.startsWith("charset=") && word != "charset=utf-8" && word != "charset=utf8")
            return {};
    }
    return parts.first().trimmed();
}

using namespace Qt::StringLiterals;

namespace {

bool hasHeader(const SandboxHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.cbegin(), headers.cend(),
                       [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

void appendChunks(QByteArray &bytes, QByteArrayView body)
{
    constexpr qsizetype chunkSize = 16 * 1024;
    for (qsizetype at = 0; at < body.size(); at += chunkSize) {
        const QByteArrayView chunk = body.sliced(at, std::min(chunkSize, body.size() - at));
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n";
        bytes += chunk;
        bytes += "\r\n";
    }
}

} // namespace

SandboxFrame sandboxFrame(const SandboxAnswer &answer, const SandboxHttpRequest &request, const SandboxFault *fault)
{
    using Framing = SandboxFault::Framing;
    const bool cut = fault != nullptr && fault->kind == SandboxFault::Kind::Truncate;
    Framing framing = fault != nullptr ? fault->framing : Framing::ContentLength;
    if (framing == Framing::Chunked && request.minorVersion == 0)
        framing = Framing::ConnectionClose; // HTTP/1.0 knows no chunks.
    SandboxFrame frame;
    frame.close = cut || framing == Framing::ConnectionClose || !request.wantsKeepAlive();
    QByteArray &bytes = frame.bytes;
    bytes.reserve(answer.body.size() + 512);
    bytes += "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + sandboxReason(answer.status) + "\r\n";
    if (!answer.contentType.isEmpty())
        bytes += "Content-Type: " + answer.contentType + "\r\n";
    const bool bodiless = answer.status == 204; // RFC 9110 section 15.3.5, RFC 9112 section 6.3
    if (bodiless)
        framing = Framing::ContentLength;
    if (framing == Framing::ContentLength && !bodiless)
        bytes += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    else if (framing == Framing::Chunked)
        bytes += "Transfer-Encoding: chunked\r\n";
    if (frame.close)
        bytes += "Connection: close\r\n";
    // A client may have to reckon Retry-After against it (F02); elsewhere it would only cost time.
    if ((answer.status == 429 || answer.status == 503) && !hasHeader(answer.headers, "Date"))
        bytes += "Date: " + sandboxHttpDate(QDateTime::currentDateTimeUtc()) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "\r\n";
    if (request.method == "HEAD" || bodiless)
        return frame;
    const QByteArrayView body = answer.body;
    const QByteArrayView sent = cut ? body.first(std::clamp<qsizetype>(fault->bytes, 0, body.size())) : body;
    if (framing == Framing::Chunked)
        appendChunks(bytes, sent);
    else
        bytes += sent;
    if (framing == Framing::Chunked && !cut)
        bytes += "0\r\n\r\n";
    return frame;
}

namespace {

constexpr qsizetype maxMethod = 20;
constexpr qsizetype maxChunkLine = 256;

bool isTokenChar(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return (value >= '0' && value <= '9') || (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(byte);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool SandboxRequestParser::fail(int status)
{
    m_state = State::Failed;
    m_failure = status;
    m_buffer.clear();
    return false;
}

SandboxRequestParser::State SandboxRequestParser::feed(QByteArrayView bytes)
{
    if (m_state == State::Failed)
        return m_state;
    m_buffer.append(bytes);
    while ((m_state == State::Head || m_state == State::Body) && step()) { }
    return m_state;
}

SandboxHttpRequest SandboxRequestParser::take()
{
    Q_ASSERT(m_state == State::Complete);
    SandboxHttpRequest done = std::exchange(m_request, {});
    m_state = State::Head;
    m_haveRequestLine = false;
    m_headBytes = 0;
    m_chunked = false;
    m_chunk = Chunk::Size;
    m_remaining = 0;
    feed({});
    return done;
}

bool SandboxRequestParser::takeLine(qsizetype limit, QByteArray &line)
{
    const qsizetype end = m_buffer.indexOf('\n');
    if (end < 0 ? m_buffer.size() > limit : end > limit)
        return fail(431);
    if (end < 0)
        return false;
    // A bare line feed is refused: two readers that disagree about line ends are how requests get smuggled.
    if (end == 0 || m_buffer[end - 1] != '\r')
        return fail(400);
    line = m_buffer.left(end - 1);
    m_buffer.remove(0, end + 1);
    return true;
}

bool SandboxRequestParser::step()
{
    if (m_state == State::Head)
        return stepHead();
    if (m_chunked)
        return stepChunked();
    if (m_buffer.size() < m_remaining)
        return false;
    if (m_buffer.size() == m_remaining) { // Most are sent alone; a large one is not copied for that.
        m_request.body = std::exchange(m_buffer, {});
    } else {
        m_request.body = m_buffer.left(m_remaining);
        m_buffer.remove(0, m_remaining);
    }
    m_state = State::Complete;
    return false;
}

bool SandboxRequestParser::stepHead()
{
    // What cannot begin a request is refused at once, not when its line ends (a TLS hello never ends one).
    if (!m_haveRequestLine && !m_buffer.isEmpty() && !isTokenChar(m_buffer.front()) && m_buffer.front() != '\r')
        return fail(400);
    if (!m_haveRequestLine && m_buffer.size() > maxTarget + 64 && !m_buffer.left(maxTarget + 64).contains('\n'))
        return fail(414);
    QByteArray line;
    if (!takeLine(maxHead - m_headBytes, line))
        return false;
    m_headBytes += line.size() + 2;
    if (m_headBytes > maxHead)
        return fail(431);
    if (!m_haveRequestLine)
        return line.isEmpty() || readRequestLine(line); // RFC 9112 section 2.2: empty lines in front are ignored.
    return line.isEmpty() ? judgeFraming() : readHeader(line);
}

bool SandboxRequestParser::readRequestLine(QByteArrayView line)
{
    const QByteArrayView text = line;
    const qsizetype first = text.indexOf(' ');
    const qsizetype last = text.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return fail(400);
    const QByteArrayView method = text.first(first);
    QByteArrayView target = text.sliced(first + 1, last - first - 1);
    const QByteArrayView version = text.sliced(last + 1);
    if (method.size() > maxMethod || !isToken(method))
        return fail(400);
    if (version.size() != 8 || !version.startsWith("HTTP/") || version[6] != '.' || !isDigits(version.sliced(5, 1))
        || !isDigits(version.sliced(7, 1)))
        return fail(400);
    if (version[5] != '1')
        return fail(505);
    if (target.size() > maxTarget)
        return fail(414);
    // Absolute form (RFC 9112 section 3.2.2): what counts is what follows the authority.
    if (target.startsWith("http://")) {
        const qsizetype slash = target.indexOf('/', 7);
        target = slash < 0 ? QByteArrayView("/") : target.sliced(slash);
    }
    if (!target.startsWith('/')
        || !std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 127; }))
        return fail(400);
    m_request.method = method.toByteArray();
    m_request.target = target.toByteArray();
    m_request.minorVersion = version[7] == '0' ? 0 : 1;
    m_haveRequestLine = true;
    return true;
}

bool SandboxRequestParser::readHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    // No white space before the colon, no folded lines (RFC 9112 section 5).
    if (colon <= 0 || !isToken(line.first(colon)))
        return fail(400);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    const auto isControl = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 127; };
    if (std::any_of(value.begin(), value.end(), isControl))
        return fail(400);
    if (m_request.headers.size() >= maxHeaders)
        return fail(431);
    m_request.headers.append({line.first(colon).toByteArray(), value.toByteArray()});
    return true;
}

bool SandboxRequestParser::judgeFraming()
{
    const int hosts = m_request.headerCount("Host");
    if (hosts > 1 || (hosts == 0 && m_request.minorVersion > 0))
        return fail(400);
    const int lengths = m_request.headerCount("Content-Length");
    if (m_request.headerCount("Transfer-Encoding") > 0) {
        if (lengths > 0 || m_request.minorVersion == 0)
            return fail(400);
        if (m_request.header("Transfer-Encoding").toLower() != "chunked"
            || m_request.headerCount("Transfer-Encoding") > 1)
            return fail(501);
        m_chunked = true;
    } else if (lengths > 0) {
        const QByteArray text = m_request.header("Content-Length");
        if (lengths > 1 || !isDigits(text))
            return fail(400);
        bool fits = false;
        m_remaining = text.toLongLong(&fits);
        if (!fits || m_remaining > m_bodyLimit)
            return fail(413);
    }
    m_state = State::Body;
    return true;
}

bool SandboxRequestParser::stepChunked()
{
    switch (m_chunk) {
    case Chunk::Size:
        return readChunkSize();
    case Chunk::Data: {
        const qsizetype take = std::min(m_remaining, m_buffer.size());
        m_request.body.append(m_buffer.constData(), take);
        m_buffer.remove(0, take);
        m_remaining -= take;
        if (m_remaining > 0)
            return false;
        m_chunk = Chunk::End;
        return true;
    }
    case Chunk::End:
        if (m_buffer.size() < 2)
            return false;
        if (!m_buffer.startsWith("\r\n"))
            return fail(400);
        m_buffer.remove(0, 2);
        m_chunk = Chunk::Size;
        return true;
    case Chunk::Trailers:
        return readTrailer();
    }
    Q_UNREACHABLE();
}

bool SandboxRequestParser::readChunkSize()
{
    QByteArray line;
    if (!takeLine(maxChunkLine, line))
        return false;
    const qsizetype extension = line.indexOf(';');
    const QByteArray digits = (extension < 0 ? line : line.left(extension)).trimmed();
    const auto isHex
        = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isHex))
        return fail(400);
    bool fits = false;
    m_remaining = digits.toLongLong(&fits, 16);
    if (!fits || m_remaining > m_bodyLimit - m_request.body.size())
        return fail(413);
    m_chunk = m_remaining == 0 ? Chunk::Trailers : Chunk::Data;
    return true;
}

bool SandboxRequestParser::readTrailer()
{
    QByteArray line;
    if (!takeLine(maxHead - m_headBytes, line))
        return false;
    m_headBytes += line.size() + 2;
    if (m_headBytes > maxHead)
        return fail(431);
    if (line.isEmpty()) {
        m_state = State::Complete;
        return false;
    }
    return true;
}

} // namespace muster
