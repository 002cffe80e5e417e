// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/scrubfiles.h"

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <stop_token>

class QWidget;

namespace muster {

class AuditLog;

/// Saves what came of a scrub into files that a person names: the rows, and the evidence, whose digest goes into the
/// history. Written on a worker, one after the other. GUI thread.
class ScrubSaver : public QObject
{
    Q_OBJECT

public:
    enum class What { Free, TakenOut, EvidencePdf, EvidenceCsv };

    /// `window`: over which it is asked; it and `audit` outlive this.
    ScrubSaver(AuditLog &audit, QWidget &window, QObject *parent = nullptr);
    ~ScrubSaver() override; ///< Waits for the file that is being written, since the history hears of it.

    void setScrub(std::shared_ptr<const Scrub> scrub); ///< nullptr: none.
    void save(What what); ///< Asks where first. Of the scrub that there is.

Q_SIGNALS:
    void started();
    void told(const QString &sentence, bool isSaved); ///< Where it is now, or why not.

private:
    struct Saved
    {
        What what;
        std::optional<ScrubbedFile> rows; ///< Not of evidence.
        QString file;
        qint64 entry = 0; ///< Of evidence.
    };
    void write(What what, const QString &file, Existing existing);
    void take(const Result<Saved> &saved);

    AuditLog &m_audit;
    QWidget &m_window;
    ScrubEvidence m_evidence;
    std::stop_source m_stop;
    QThreadPool m_writer; ///< The last one: it waits for it.
};

} // namespace muster
