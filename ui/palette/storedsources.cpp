// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/storedsources.h"

#include "models/help/helpindex.h"
#include "models/items/runlistmodel.h"
#include "models/runs/run.h"
#include "models/runs/tenantopener.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "models/text/connectiontexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/palette/objectsource.h"

#include <QCoreApplication>
#include <QPointer>

namespace muster {

namespace {

constexpr qsizetype titleLimit = 120;

struct StoredWords
{
    Q_DECLARE_TR_FUNCTIONS(StoredSources)
};

/// Reads its objects when the palette opens.
template <typename Object>
class ReadSource final : public ObjectSource<Object>
{
public:
    ReadSource(std::function<QList<Object>()> read, typename ObjectSource<Object>::Show show,
               typename ObjectSource<Object>::Open open, QObject *parent)
        : ObjectSource<Object>(std::move(show), std::move(open), parent)
        , m_read(std::move(read))
    {
    }
    void prepare() override { this->setObjects(m_read()); }

private:
    const std::function<QList<Object>()> m_read;
};

/// A run as it was when the palette was opened; it may be gone before it is chosen.
struct RunShown
{
    QPointer<Run> run;
    QString id, title, state;
};

} // namespace

PaletteSource *makeConnectionsSource(Workspace &workspace, std::function<QString()> current,
                                     std::function<void(const ConnectionProfile &)> open, QObject *parent)
{
    return new ReadSource<ConnectionProfile>(
        [&workspace] {
            return QList<ConnectionProfile>{TenantOpener::sandboxProfile()} + workspace.profiles().profiles();
        },
        [current = std::move(current)](const ConnectionProfile &profile) {
            const bool isOpen = profile.id == current();
            return PaletteEntry{.id = QString(QStringLiteral("connection/") % profile.id),
                                .title
                                = StoredWords::tr("Open the connection %1").arg(visibleText(profile.name, titleLimit)),
                                .kind = environmentText(profile.environment),
                                .detail = isOpen ? StoredWords::tr("open now") : QString(),
                                .iconName = QStringLiteral("plug")};
        },
        std::move(open), parent);
}

PaletteSource *makePoliciesSource(Workspace &workspace, std::function<void(const QString &)> open, QObject *parent)
{
    return new ReadSource<QString>(
        [&workspace] {
            QStringList names;
            const QList<MaskPolicy> policies = workspace.maskPolicies().policies();
            for (const MaskPolicy &policy : policies)
                names << policy.name;
            return names;
        },
        [](const QString &name) {
            return PaletteEntry{.id = QString(QStringLiteral("policy/") % name),
                                .title = visibleText(name, titleLimit),
                                .kind = StoredWords::tr("masking policy"),
                                .iconName = QStringLiteral("shield-check")};
        },
        std::move(open), parent);
}

PaletteSource *makeRunsSource(const RunListModel &runs, std::function<void(Run *)> open, QObject *parent)
{
    return new ReadSource<RunShown>(
        [&runs] {
            QList<RunShown> shown;
            for (int row = 0; row < runs.rowCount(); ++row) {
                Run *const run = runs.run(row);
                const QString state = run->outcome()
                    ? outcomeWords(run->kind(), *run->outcome(), run->metrics()).headline
                    : runStateText(run->state());
                shown << RunShown{run, run->id(),
                                  QString(runKindText(run->kind()) % QStringLiteral(" \u00b7 ")
                                          % visibleText(run->title(), titleLimit)),
                                  state};
            }
            return shown;
        },
        [](const RunShown &one) {
            return PaletteEntry{.id = QString(QStringLiteral("run/") % one.id),
                                .title = one.title,
                                .kind = StoredWords::tr("run"),
                                .detail = one.state,
                                .iconName = QStringLiteral("activity")};
        },
        [open = std::move(open)](const RunShown &one) {
            if (one.run)
                open(one.run);
        },
        parent);
}

PaletteSource *makeRecentSource(Workspace &workspace, std::function<QString()> profileId,
                                std::function<void(const RecentItem &)> open, QObject *parent)
{
    return new ReadSource<RecentItem>(
        [&workspace, profileId = std::move(profileId)] { return workspace.recentItems().items(profileId()); },
        [](const RecentItem &item) {
            return PaletteEntry{
                .id = QStringLiteral("recent/%1/%2").arg(int(item.kind)).arg(item.id),
                .title = visibleText(item.name, titleLimit),
                .kind = StoredWords::tr("opened before"),
                .iconName = QStringLiteral("history"),
            };
        },
        std::move(open), parent);
}

PaletteSource *makeHelpSource(std::function<const HelpIndex &()> index, std::function<void(const QString &)> open,
                              QObject *parent)
{
    return new ReadSource<HelpPage>([index = std::move(index)] { return index().pages(); },
                                    [](const HelpPage &page) {
                                        return PaletteEntry{.id = QString(QStringLiteral("help/") % page.id),
                                                            .title = page.title,
                                                            .kind = StoredWords::tr("page of the manual"),
                                                            .iconName = QStringLiteral("book-open")};
                                    },
                                    [open = std::move(open)](const HelpPage &page) { open(page.id); }, parent);
}

} // namespace muster
