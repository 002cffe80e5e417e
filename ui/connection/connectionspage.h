// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/secret.h"
#include "ui/common/forward.h"
#include "ui/connection/connectionguide.h"

#include <QWidget>
#include <optional>

namespace muster {

class ConnectionTestPane;
class ProfileForm;

/// The connections: list (or the guide to a new one) at the left, editor and test at the right. Tells what the person
/// wants; the controller acts.
class ConnectionsPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "connections")

public:
    explicit ConnectionsPage(QWidget *parent = nullptr);
    /// `builtIns` stand first and cannot be edited. Keeps the selection where it can, and what is being entered.
    void setProfiles(const QList<ConnectionProfile> &builtIns, const QList<ConnectionProfile> &profiles);
    void setReadOnly(); ///< Connections can be looked at, tested and opened; none is made, changed or deleted.
    void setOpenProfile(const QString &profileId); ///< Marked in the list, and shown unless something is being entered.
    void select(const QString &profileId);
    [[nodiscard]] QString selectedId() const; ///< Empty: what is shown is not stored yet.
    [[nodiscard]] bool holdsWork() const; ///< Something that is gone when the page is built anew.
    /// Opens the editor on a profile that is not stored yet.
    void edit(const ConnectionProfile &unsaved);
    /// A new connection, step by step; what is being entered already stays.
    void startGuide(const QString &dialect = dialects::contract);
    /// How the test of `profile` ended; it counts while the form still says so. `failed`: the step that it stumbled
    /// over.
    void setTested(const ConnectionProfile &profile, std::optional<ConnectionGuide::Step> failed);
    void showFaults(const QList<FieldFault> &faults);
    void showError(const ApiError &error);
    [[nodiscard]] ConnectionTestPane *testPane() const { return m_test; }
    [[nodiscard]] ProfileForm *form() const { return m_form; }

Q_SIGNALS:
    void newAsked(const QString &dialect);
    void saveAsked(const muster::ConnectionProfile &profile);
    void removeAsked(const QString &profileId);
    void openAsked(const muster::ConnectionProfile &profile);
    void testAsked(const muster::ConnectionProfile &profile);
    void testForgotten(); ///< What is tested, or was, is not what the form says now.
    void importAsked(const QString &file);
    void exportAsked(const QString &profileId, const QString &file);
    void secretEntered(const muster::ConnectionProfile &profile, const muster::Secret &secret);

private:
    QWidget *buildList();
    QWidget *buildEditor();
    QWidget *buildButtons();
    void showSelected();
    void showCapabilities();
    void showGuide();
    void forgetTest();
    void askTest();
    void handOverSecret();
    void guide(ConnectionGuide::Step step);
    void endGuide();
    void fitLeft();
    [[nodiscard]] int rowOf(const QString &profileId) const; ///< In the list; -1: it is not there.
    void showButtons();
    void askRemove();
    void askExport();

    QList<ConnectionProfile> m_profiles; ///< As in the list, the built-in ones first.
    int m_builtIns = 0;
    QString m_openId;
    bool m_dirty = false;
    bool m_readOnly = false;
    bool m_unsaved = false;
    bool m_hasSecret = false; ///< One was entered for what is edited.
    bool m_isTested = false; ///< And answered, as it is in the form now.
    std::optional<ConnectionGuide::Step> m_failed; ///< Where the test of what is in the form now stumbled.

    QStackedWidget *m_left = nullptr;
    ConnectionGuide *m_guide = nullptr;
    QListWidget *m_list = nullptr;
    ProfileForm *m_form = nullptr;
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_faults = nullptr;
    PlainLabel *m_capabilities = nullptr;
    ConnectionTestPane *m_test = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_export = nullptr;
};

} // namespace muster
