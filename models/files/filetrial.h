// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/transcripts/transcripttext.h"
#include "network/wire/result.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace muster {

/// A local file as a policy masks it, to be looked at. In memory only: nothing of it is written anywhere.
struct FileTrialView
{
    QString file; ///< Absolute.
    QString policy; ///< Its name.
    SharedTranscript transcript; ///< Masked; pseudonyms and moved dates show their form, not their value.
    quint64 documents = 0; ///< 1, of JSON Lines the lines.
    quint64 held = 0; ///< Of these, in which a second look still finds something: a run would write none of them.
    quint64 unsure = 0; ///< Findings that a run would put up for review.
};

/// Bytes of a file that is tried; larger ones are LimitExceeded "file_too_large_to_try".
inline constexpr qint64 triedFileLimit = 16 * 1024 * 1024;

/// Reads it and masks it with a key that is thrown away. Blocks; any thread. Errors as DocumentMasker (`subject`: the
/// file; of JSON Lines the line in `detail`) and MaskEngine::make(), File, Cancelled.
[[nodiscard]] Result<FileTrialView> maskFileToShow(const QString &file, const MaskPolicy &policy,
                                                   const std::stop_token &stop = {});

/// The same on a worker, for a window: what is asked anew overtakes what was asked before. GUI thread.
class FileTrial : public QObject
{
    Q_OBJECT

public:
    explicit FileTrial(QObject *parent = nullptr);
    void request(const QString &file, const MaskPolicy &policy);
    void forget(); ///< Nothing that is under way is wanted any more.

Q_SIGNALS:
    void masked(const muster::FileTrialView &view);
    void failed(const muster::ApiError &error);

private:
    WorkerJob<std::shared_ptr<Result<FileTrialView>>> m_job;
};

} // namespace muster
