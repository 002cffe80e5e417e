// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/console.h"

#include "models/text/plaintext.h"

#include <QJsonDocument>
#include <QStringList>
#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace muster {

Console::Console(bool quiet, bool json)
    : m_quiet(quiet)
    , m_json(json)
    , m_terminal(isatty(STDERR_FILENO) == 1)
    , m_terminalOut(isatty(STDOUT_FILENO) == 1)
{
}

void Console::write(int fd, const QString &text, bool newline)
{
    QByteArray bytes = visibleText(text, 100'000).toUtf8();
    if (newline)
        bytes.append('\n');
    (void)writeAll(fd, bytes);
}

bool Console::writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto written = ::write(fd, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            m_lostOutput = m_lostOutput || (fd == STDOUT_FILENO && errno != EPIPE);
            return false;
        }
        bytes = bytes.sliced(written);
    }
    return true;
}

bool Console::bytes(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        m_isMidLine = bytes.back() != '\n';
    if (!m_terminalOut)
        return writeAll(STDOUT_FILENO, bytes);
    const QString text = QString::fromUtf8(bytes);
    return writeAll(STDOUT_FILENO, visibleParagraphs(text, text.size()).toUtf8());
}

void Console::line(const QString &text)
{
    if (!m_json)
        write(STDOUT_FILENO, text, true);
}

void Console::json(const QJsonObject &object)
{
    if (m_json)
        jsonLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void Console::json(QJsonObject object, const QString &name, const QByteArray &value)
{
    object.remove(name);
    QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    text.chop(1); // the closing brace
    text += (object.isEmpty() ? "\"" : ",\"") + name.toUtf8() + "\":" + value + '}';
    if (m_json)
        jsonLine(text);
}

void Console::jsonLine(const QByteArray &text)
{
    if (m_isMidLine)
        (void)bytes("\n");
    (void)bytes(QByteArray(text + '\n'));
}

void Console::note(const QString &text)
{
    if (m_quiet)
        return;
    endProgress();
    write(STDERR_FILENO, text, true);
}

void Console::error(const QString &text)
{
    endProgress();
    write(STDERR_FILENO, QStringLiteral("muster: ") + text, true);
}

void Console::progress(const QString &text)
{
    if (m_quiet)
        return;
    if (!m_terminal) {
        write(STDERR_FILENO, text, true);
        return;
    }
    // Carriage return, the text, clear to the end of the line: our own bytes, not the server's.
    [[maybe_unused]] const auto start = ::write(STDERR_FILENO, "\r", 1);
    write(STDERR_FILENO, text, false);
    [[maybe_unused]] const auto clear = ::write(STDERR_FILENO, "\033[K", 3);
    m_progressShown = true;
}

void Console::endProgress()
{
    if (m_progressShown) [[maybe_unused]]
        const auto end = ::write(STDERR_FILENO, "\n", 1);
    m_progressShown = false;
}

void Console::table(const QList<QStringList> &rows, const QList<int> &rightAligned)
{
    for (const QString &row : alignedTable(rows, rightAligned))
        line(row);
}

void Console::list(const QList<QStringList> &rows, const QString &nothing, const QList<int> &rightAligned)
{
    if (rows.size() > 1)
        table(rows, rightAligned);
    else
        line(nothing);
}

QStringList alignedTable(const QList<QStringList> &rows, const QList<int> &rightAligned)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], visibleText(row[i]).size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString cell = visibleText(row[i]);
            const int width = int(widths[i]);
            line += rightAligned.contains(int(i)) ? cell.rightJustified(width) : cell.leftJustified(width);
            if (i + 1 < row.size())
                line += QLatin1String("  ");
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines.append(line);
    }
    return lines;
}

} // namespace muster
