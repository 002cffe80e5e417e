// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/policyfiles.h"

#include "models/lists/workerjob.h"
#include "models/rules/documents/policyjson.h"
#include "models/store/durablefile.h"

namespace muster {

struct PolicyFiles::Jobs
{
    struct Written
    {
        QString file;
        Result<void> done;
    };
    WorkerJob<std::shared_ptr<Result<MaskPolicy>>> read;
    WorkerJob<std::shared_ptr<Written>> write;
};

PolicyFiles::PolicyFiles(QObject *parent)
    : QObject(parent)
    , m_jobs(new Jobs{
          WorkerJob<std::shared_ptr<Result<MaskPolicy>>>([this](const std::shared_ptr<Result<MaskPolicy>> &policy) {
              if (*policy)
                  Q_EMIT loaded(**policy);
              else
                  Q_EMIT failed(policy->error());
          }),
          WorkerJob<std::shared_ptr<Jobs::Written>>(
              [this](const std::shared_ptr<Jobs::Written> &written) {
                  if (written->done)
                      Q_EMIT this->written(written->file);
                  else
                      Q_EMIT failed(written->done.error());
              },
              [this](const ApiError &thrown) { Q_EMIT failed(thrown); }),
      })
{
}

PolicyFiles::~PolicyFiles() = default;

void PolicyFiles::read(const QString &file)
{
    m_jobs->read.start([file](const std::stop_token &) {
        return std::make_shared<Result<MaskPolicy>>(readWholeFile(file, PolicyLimits::bytes).and_then(parsePolicyFile));
    });
}

void PolicyFiles::write(const QString &file, const MaskPolicy &policy)
{
    m_jobs->write.start([file, policy](const std::stop_token &) {
        return std::make_shared<Jobs::Written>(
            Jobs::Written{file, writeFileDurably(file, policyFile(policy), Existing::Refuse)});
    });
}

} // namespace muster
