// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberscsv.h"

#include <algorithm>

namespace muster {

namespace {
constexpr qsizetype blockSize = 64 * 1024;
constexpr QByteArrayView unjudged = ",,false,,unknown,,\n";

bool needsQuotes(QByteArrayView field)
{
    return std::any_of(field.begin(), field.end(),
                       [](char c) { return c == '"' || c == ',' || c == '\n' || c == '\r'; });
}
} // namespace

NumbersCsv::NumbersCsv(const NumberEngine &engine, RegionIndex defaultRegion, QIODevice &out)
    : m_engine(engine)
    , m_defaultRegion(defaultRegion)
    , m_out(out)
{
    m_rows.reserve(4 * blockSize);
}

NumbersCsv::Report NumbersCsv::run(QIODevice &in, const std::function<void(qint64)> &progress, std::stop_token stop)
{
    m_report = {};
    m_rows.append("input,e164,valid,region,type,possible,extension\n");
    QByteArray block(blockSize, Qt::Uninitialized);
    for (;;) {
        if (stop.stop_requested()) {
            m_report.end = End::Stopped;
            break;
        }
        const qint64 count = in.read(block.data(), block.size());
        if (count < 0)
            m_report.end = End::ReadFailed;
        if (count <= 0)
            break;
        feed(QByteArrayView(block.constData(), count));
        if (!flush()) {
            m_report.end = End::WriteFailed;
            return m_report;
        }
        if (progress)
            progress(m_report.rows);
    }
    // A last line without its end counts; one that was cut by stop or a failed read does not.
    if (m_lineOpen && m_report.end == End::Complete)
        endLine();
    else if (m_tooLong)
        m_rows.append('"').append(unjudged);
    if (!flush())
        m_report.end = End::WriteFailed;
    return m_report;
}

void NumbersCsv::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView part = end < 0 ? bytes : bytes.first(end);
        m_lineOpen = true;
        if (!m_tooLong && m_line.size() + part.size() > maxLine + 1) {
            m_tooLong = true;
            m_rows.append('"');
            writeQuoted(m_line);
        }
        if (m_tooLong)
            writeQuoted(part);
        else
            m_line.append(part.data(), part.size());
        if (end < 0)
            return;
        endLine();
        bytes = bytes.sliced(end + 1);
    }
}

/// Inside quotes; a CR at the end is held back until it is known what follows.
void NumbersCsv::writeQuoted(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (m_pendingReturn)
            m_rows.append('\r');
        m_pendingReturn = c == '\r';
        if (c == '"')
            m_rows.append('"');
        if (c != '\r')
            m_rows.append(c);
    }
}

void NumbersCsv::endLine()
{
    if (!m_tooLong && m_line.endsWith('\r'))
        m_line.chop(1);
    if (!m_tooLong && m_line.size() > maxLine) {
        m_tooLong = true;
        m_rows.append('"');
        writeQuoted(m_line);
    }
    if (m_tooLong) {
        m_rows.append('"').append(unjudged);
        ++m_report.tooLong;
    } else {
        writeRow();
    }
    ++m_report.rows;
    m_line.resize(0);
    m_lineOpen = m_tooLong = m_pendingReturn = false;
}

void NumbersCsv::writeRow()
{
    const std::string_view text(m_line.constData(), std::size_t(m_line.size()));
    if (needsQuotes(m_line)) {
        m_rows.append('"');
        writeQuoted(m_line);
        if (m_pendingReturn)
            m_rows.append('\r');
        m_pendingReturn = false;
        m_rows.append('"');
    } else {
        m_rows.append(m_line);
    }
    const NumberVerdict verdict = m_engine.classify(text, m_defaultRegion);
    if (!verdict.parsed()) {
        m_rows.append(unjudged);
        return;
    }
    const auto field
        = [this](std::string_view word) { m_rows.append(',').append(word.data(), qsizetype(word.size())); };
    field(m_engine.e164Text(verdict, text, m_defaultRegion));
    field(verdict.valid() ? "true" : "false");
    field(m_engine.regions().id(verdict.region));
    field(numberTypeName(verdict.type));
    field(numberPossibleName(verdict.possible));
    field(verdict.extensionLength == 0 ? std::string() : m_engine.extension(verdict, text, m_defaultRegion));
    m_rows.append('\n');
}

bool NumbersCsv::flush()
{
    const bool ok = m_out.write(m_rows) == m_rows.size();
    m_rows.resize(0);
    return ok;
}

} // namespace muster
