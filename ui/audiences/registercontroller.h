// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audienceputorder.h"
#include "network/wire/apierror.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace muster {

class AudienceEditor;
class AudienceEstimation;
class AudiencePutRun;
class DraftPanes;
class TenantSession;
class Workspace;
struct RunOutcome;

/// The way of one tab's draft to the tenant: what is there is read first; if it is what the draft began from, the last
/// look is shown, else the three beside each other (F77). What was confirmed becomes a run, and what the tenant has
/// after that is what the draft goes on from. Of a tenant without audiences it is the way to this computer: there is no
/// last look, since nothing leaves, and no run.
class RegisterController : public QObject
{
    Q_OBJECT

public:
    RegisterController(AudienceEditor &editor, const DraftPanes &views, const AudienceEstimation &estimation,
                       TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    void setKnown(const QList<AudienceSummary> &audiences); ///< Of the tenant; for names of exclusions.
    [[nodiscard]] const QHash<QString, QString> &names() const { return m_names; } ///< By id in lower case.

Q_SIGNALS:
    void entryAsked(qint64 sequence); ///< Of the history.
    void registered(const muster::Audience &audience); ///< The tenant has it, and the draft goes on from it.

private:
    enum class Reading { Nothing, ToRegister, ToSave, AfterRun };
    void joinEditor();
    void joinSheets();
    void joinSession();
    void read(Reading reading);
    void readFirst(); ///< To register or to save, whichever it is here.
    void save();
    void tellNotSaved(const ApiError &error);
    void takeRead(const std::optional<Audience> &there);
    void showFacts(bool isGone);
    void showConflict(const Audience &theirs);
    void merge(const QHash<QString, bool> &takesTheirs);
    void start();
    void follow(AudiencePutRun *run);
    void endRun(const RunOutcome &outcome);
    void showSizes();

    AudienceEditor &m_editor;
    const DraftPanes &m_views;
    const AudienceEstimation &m_estimation;
    TenantSession &m_session;
    Workspace &m_workspace;
    QHash<QString, QString> m_names;
    Reading m_reading = Reading::Nothing;
    AudiencePutOrder m_order; ///< As the last look shows it.
    std::optional<Audience> m_theirs; ///< While they are beside each other.
    QPointer<AudiencePutRun> m_run;
};

} // namespace muster
