// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/rules/documents/labelagreement.h"
#include "models/rules/documents/maskmeasure.h"
#include "models/rules/masking/maskpolicy.h"
#include "network/wire/result.h"

#include <QObject>
#include <memory>

namespace muster {

/// How a policy did on a labelled file, with the texts around each difference. In memory only.
struct MeasuredFile
{
    QString file; ///< Absolute.
    QString policy; ///< Its name; may be empty.
    MaskMeasure measure;
};

/// How two people's labels of the same texts agree, with the texts around each difference. In memory only.
struct ComparedFiles
{
    QString first, second; ///< Absolute.
    LabelAgreement agreement;
};

using SharedMeasure = std::shared_ptr<const MeasuredFile>;
using SharedComparison = std::shared_ptr<const ComparedFiles>;

/// Blocks; any thread. Pseudonyms and dates are made with a key that is thrown away. Errors as MaskMeasure (`subject`
/// of an unreadable line as there) and MaskEngine::make(), File, Cancelled.
[[nodiscard]] Result<SharedMeasure> measureFile(const QString &file, const MaskPolicy &policy,
                                                const std::stop_token &stop = {});
/// Blocks; any thread. Errors as LabelAgreement, File, Cancelled.
[[nodiscard]] Result<SharedComparison> compareLabels(const QString &first, const QString &second, Excerpts excerpts,
                                                     const std::stop_token &stop = {});

/// The same on a worker, for a window: what is asked anew overtakes what was asked before. GUI thread.
class LabelledTrial : public QObject
{
    Q_OBJECT

public:
    explicit LabelledTrial(QObject *parent = nullptr);
    void measure(const QString &file, const MaskPolicy &policy);
    void compare(const QString &first, const QString &second);
    void forget(); ///< Nothing that is under way is wanted any more.

Q_SIGNALS:
    void measured(const muster::SharedMeasure &measure);
    void compared(const muster::SharedComparison &comparison);
    void failed(const muster::ApiError &error);

private:
    WorkerJob<Result<SharedMeasure>> m_measuring;
    WorkerJob<Result<SharedComparison>> m_comparing;
};

} // namespace muster
