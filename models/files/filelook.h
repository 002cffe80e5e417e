// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filekind.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <memory>

namespace muster {

/// A file and what it looks like, or why it can't be looked at.
struct LookedFile
{
    QString file; ///< Absolute.
    Result<FileGuess> guess;
};

/// Looks at files for a window, see guessFileKind(); on a worker, because they may stand on a slow disk. An answer that
/// a newer question overtook is dropped. GUI thread.
class FileLook : public QObject
{
    Q_OBJECT

public:
    explicit FileLook(QObject *parent = nullptr);
    ~FileLook() override;
    void request(const QStringList &files);

Q_SIGNALS:
    void looked(const QList<muster::LookedFile> &files);

private:
    struct Job;
    std::unique_ptr<Job> m_job;
};

} // namespace muster
