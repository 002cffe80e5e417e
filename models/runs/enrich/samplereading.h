// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/sourcesample.h"

#include <QObject>
#include <QPointer>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// Reads the beginning of a file for a window, on a worker. An answer that a newer question overtook is dropped. GUI
/// thread.
class SampleReading : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SampleReading() override;

    /// Without `format` it is guessed; the schema is what columns are suggested for.
    void request(const QString &file, const std::optional<TableFormat> &format, const ListSchema &schema);
    void cancel();

Q_SIGNALS:
    void loaded(const muster::SharedSourceSample &sample);

private:
    static QCoro::Task<void> answer(QPointer<SampleReading> self, QString file, std::optional<TableFormat> format,
                                    ListSchema schema, std::stop_token stop);

    std::stop_source m_question;
};

} // namespace muster
