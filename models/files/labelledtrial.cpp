// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/labelledtrial.h"

#include "models/runs/masking/masktrial.h"
#include "models/store/durablefile.h"

#include <QFileInfo>

namespace muster {

Result<SharedMeasure> measureFile(const QString &file, const MaskPolicy &policy, const std::stop_token &stop)
{
    TRY(content, readWholeFile(file, MarkedLines::maxFile));
    TRY(masker, trialMasker(policy));
    TRY(measure, MaskMeasure::of(*content, *masker, stop, Excerpts::Kept));
    return std::make_shared<const MeasuredFile>(MeasuredFile{file, policy.name, *std::move(measure)});
}

Result<SharedComparison> compareLabels(const QString &first, const QString &second, Excerpts excerpts,
                                       const std::stop_token &stop)
{
    const auto read = [](const QString &file) {
        return readWholeFile(file, MarkedLines::maxFile).map([&file](const QByteArray &content) {
            return LabelAgreement::File{QFileInfo(file).fileName(), content};
        });
    };
    TRY(ours, read(first));
    TRY(theirs, read(second));
    TRY(agreement, LabelAgreement::of(*ours, *theirs, stop, excerpts));
    return std::make_shared<const ComparedFiles>(ComparedFiles{first, second, *std::move(agreement)});
}

LabelledTrial::LabelledTrial(QObject *parent)
    : QObject(parent)
    , m_measuring(this, &LabelledTrial::measured, &LabelledTrial::failed)
    , m_comparing(this, &LabelledTrial::compared, &LabelledTrial::failed)
{
}

void LabelledTrial::measure(const QString &file, const MaskPolicy &policy)
{
    m_comparing.cancel();
    m_measuring.start([file, policy](const std::stop_token &stop) { return measureFile(file, policy, stop); });
}

void LabelledTrial::compare(const QString &first, const QString &second)
{
    m_measuring.cancel();
    m_comparing.start(
        [first, second](const std::stop_token &stop) { return compareLabels(first, second, Excerpts::Kept, stop); });
}

void LabelledTrial::forget()
{
    m_measuring.cancel();
    m_comparing.cancel();
}

} // namespace muster
