// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/contactcsvreader.h"

#include <QObject>
#include <memory>

namespace muster {

/// Looks at the beginning of a CSV file for a window that asks for its columns; on a worker, because a file may stand
/// on a slow disk. An answer that a newer question overtook is dropped. GUI thread.
class ContactFileLook : public QObject
{
    Q_OBJECT

public:
    explicit ContactFileLook(QObject *parent = nullptr);
    ~ContactFileLook() override;
    void request(const QString &file);

Q_SIGNALS:
    void loaded(const QString &file, const muster::ContactCsvReader::Preview &preview);
    void failed(const QString &file, const muster::ApiError &error);

private:
    struct Job;
    std::unique_ptr<Job> m_job;
    QString m_file; ///< Of the newest question.
};

} // namespace muster
