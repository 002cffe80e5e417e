// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <memory>

namespace muster {

/// A contact that a run did not change as it was to; keys as in leftoversCsv() and restoreLeftoversCsv().
struct Leftover
{
    QString contactId, action, state, reason;
    bool operator==(const Leftover &) const = default;
};

struct Leftovers
{
    QList<Leftover> first; ///< At most LeftoversReading::most of them.
    qint64 all = 0;
};

/// Reads what a run on a list left over, for a window; the file on a worker. An answer that a newer question overtook
/// is dropped. GUI thread.
class LeftoversReading : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 10'000; ///< More are in the file, which says so.

    explicit LeftoversReading(QObject *parent = nullptr);
    ~LeftoversReading() override;
    void request(const QString &file);
    void stop(); ///< Nobody waits any more.

Q_SIGNALS:
    void loaded(const muster::Leftovers &leftovers);
    void failed(const muster::ApiError &error); ///< NotFound, Damaged or the reader's own.

private:
    struct Job;
    std::unique_ptr<Job> m_job;
};

} // namespace muster
