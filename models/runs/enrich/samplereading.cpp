// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/samplereading.h"

#include "models/runs/detach.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

SampleReading::~SampleReading()
{
    m_question.request_stop();
}

void SampleReading::request(const QString &file, const std::optional<TableFormat> &format, const ListSchema &schema)
{
    cancel();
    m_question = std::stop_source();
    // The coroutine has values alone and looks for this object before it speaks to it.
    detach(answer(this, file, format, schema, m_question.get_token()), this,
           [](SampleReading *self, const ApiError &thrown) {
               const auto sample = std::make_shared<SourceSample>();
               sample->error = thrown;
               Q_EMIT self->loaded(sample);
           });
}

void SampleReading::cancel()
{
    m_question.request_stop();
}

QCoro::Task<void> SampleReading::answer(QPointer<SampleReading> self, QString file, std::optional<TableFormat> format,
                                        ListSchema schema, std::stop_token stop)
{
    const QFuture<SharedSourceSample> reading
        = QtConcurrent::run([file, format, schema, stop] { return SourceSample::read(file, format, schema, stop); });
    const SharedSourceSample sample = co_await reading;
    if (self.isNull())
        co_return;
    // A small file may be read before request() has returned; nobody expects the answer there.
    QMetaObject::invokeMethod(
        self.data(),
        [self, sample, stop] {
            if (!stop.stop_requested())
                Q_EMIT self->loaded(sample);
        },
        Qt::QueuedConnection);
}

} // namespace muster
