// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/plotmodule.h"

#include "models/background/workerjob.h"

#include <QCoreApplication>
#include <QDir>

namespace muster {

namespace {

using Made = Result<MakeTimeChart>;

/// Of a worker: to find and relocate some ten thousand symbols takes longer than a frame.
Made loaded(const QString &file)
{
    QLibrary library(file);
    library.setLoadHints(QLibrary::PreventUnloadHint);
    const auto make = reinterpret_cast<MakeTimeChart>(library.resolve(makeTimeChartName));
    if (make == nullptr) {
        ApiError error = fault(ErrorKind::BadInput, "plots_missing", QFileInfo(file).fileName());
        error.detail = library.errorString();
        return tl::unexpected(error);
    }
    return make;
}

/// One wish for the module; goes with whoever asked.
class Loading final : public QObject
{
public:
    Loading(QObject *asker, std::function<void(const Made &make)> ready)
        : QObject(asker)
        , m_job([this, ready = std::move(ready)](const Made &make) {
            deleteLater();
            ready(make);
        })
    {
    }
    void start(const QString &file)
    {
        m_job.start([file](const std::stop_token &) { return loaded(file); });
    }

private:
    WorkerJob<Made> m_job;
};

} // namespace

PlotModule &PlotModule::instance()
{
    static PlotModule module;
    return module;
}

void PlotModule::load(QObject *asker, std::function<void(const Result<MakeTimeChart> &make)> ready)
{
    (new Loading(asker, std::move(ready)))->start(file());
}

void PlotModule::setFolder(const QString &folder)
{
    m_folder = folder;
}

QString PlotModule::file() const
{
    const QString folder
        = m_folder.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/muster") : m_folder;
    return QDir::cleanPath(QDir(folder).absoluteFilePath(QStringLiteral("muster-plots.so")));
}

} // namespace muster
