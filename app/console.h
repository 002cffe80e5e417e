// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

namespace muster {

/// Where headless commands speak: results to standard output, progress and errors to standard error. Text is shown with
/// control sequences made visible, so that no name from a server can move the cursor (S25).
class Console
{
public:
    Console(bool quiet, bool json);

    [[nodiscard]] bool hasTerminal() const { return m_terminal; } ///< Standard error is one.

    void line(const QString &text); ///< A result, for people; not with --json.
    /// alignedTable(), line by line.
    void table(const QList<QStringList> &rows, const QList<int> &rightAligned = {});
    /// The same of a head and what stands under it; where that is nothing, the line `nothing` instead.
    void list(const QList<QStringList> &rows, const QString &nothing, const QList<int> &rightAligned = {});
    /// A result as it is, for whoever reads standard output; on a terminal with control sequences made visible, too.
    /// false: nobody reads on, or it could not be written. One thread at a time.
    [[nodiscard]] bool bytes(QByteArrayView bytes);
    void json(const QJsonObject &object); ///< The last line of a command with --json.
    /// The same with the JSON `value` in the place of the member `name`: where numbers must not pass through a double.
    void json(QJsonObject object, const QString &name, const QByteArray &value);
    void note(const QString &text); ///< To standard error; not with --quiet.
    void error(const QString &text); ///< To standard error, always.
    void progress(const QString &text); ///< Overwrites itself on a terminal, else a line; not with --quiet.
    void endProgress();
    /// Something that was meant for standard output is not there: a full disk, a closed descriptor. A reader that went
    /// away has read enough.
    [[nodiscard]] bool hasLostOutput() const { return m_lostOutput; }

private:
    void write(int fd, const QString &text, bool newline);
    void jsonLine(const QByteArray &text); ///< Whole, however long.
    [[nodiscard]] bool writeAll(int fd, QByteArrayView bytes);

    const bool m_quiet;
    const bool m_json;
    const bool m_terminal;
    const bool m_terminalOut; ///< Standard output is one.
    bool m_progressShown = false;
    bool m_lostOutput = false;
    bool m_isMidLine = false; ///< What bytes() wrote did not end with a line feed.
};

/// Columns padded to the widest cell; `rightAligned` columns hold figures.
[[nodiscard]] QStringList alignedTable(const QList<QStringList> &rows, const QList<int> &rightAligned = {});

} // namespace muster
