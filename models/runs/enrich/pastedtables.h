// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class Journal;

/// Tables that came from the clipboard, kept as private files (mode 0600) in the folder of the runs, so that they are
/// read, checked, sent and resumed as any other source. They go as soon as neither a window nor a run that can still be
/// taken up needs them. GUI thread; files are written on a worker.
class PastedTables : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxCharacters = 16 * 1024 * 1024; ///< A larger table is better a file.

    PastedTables(QString folder, Journal &journal, QObject *parent = nullptr);
    ~PastedTables() override;

    /// Answered by one signal, unless another table, forget() or the end of this object comes first: then nothing is
    /// left of it. BadInput "paste_empty", "paste_too_large".
    void keep(const QString &text);
    void forget(); ///< The table that is being kept is wanted no more.
    /// Removes what this object kept, but for `inUse` and what open runs of the journal name.
    void tidy(const QString &inUse);

    [[nodiscard]] static bool isPasted(const QString &file); ///< By its name.
    /// For the start of Muster, when nobody writes there: also what a kill left half written.
    static void tidyAll(const QString &folder, const Journal &journal);

Q_SIGNALS:
    void kept(const QString &file);
    void failed(const muster::ApiError &error);

private:
    using Self = QPointer<PastedTables>;
    static QCoro::Task<void> answer(Self self, QString file, QString text, std::stop_token stop);

    const QString m_folder;
    Journal &m_journal;
    QStringList m_mine; ///< Files; another Muster may have its own beside them.
    std::stop_source m_question;
};

} // namespace muster
