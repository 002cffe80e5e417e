// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/audiencehome.h"
#include "ui/common/forward.h"

#include <QString>
#include <QWidget>

namespace muster {

class AudienceDetailsForm;
class AudienceHistoryPane;
class AudienceRunView;
class AudienceWork;
class ConflictView;
class CriteriaCanvas;
class CriteriaJsonPane;
class CriteriaLinesTable;
class CriteriaSentencePane;
class CriteriaUndo;
class CriteriaWhyPane;
class EstimateBar;
class PublishView;
class RegisterView;

/// One tab: an audience that is worked on, and in its place the last look before it is registered, what to do about a
/// conflict, or the run. Its parts tell what the person wants; the controllers of this folder act.
class AudienceEditor : public QWidget
{
    Q_OBJECT

public:
    explicit AudienceEditor(const QString &audienceId, QWidget *parent = nullptr);
    ~AudienceEditor() override;

    [[nodiscard]] AudienceWork &work() const { return *m_work; }
    [[nodiscard]] CriteriaUndo &undo() const { return *m_undo; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isChanged() const;
    /// What its button and its panes speak of; the tenant until this is called.
    void setHome(AudienceHome home);
    [[nodiscard]] AudienceHome home() const { return m_home; }

    [[nodiscard]] CriteriaCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] AudienceDetailsForm *details() const { return m_details; }
    [[nodiscard]] CriteriaSentencePane *words() const { return m_words; }
    [[nodiscard]] CriteriaJsonPane *json() const { return m_json; }
    [[nodiscard]] CriteriaWhyPane *why() const { return m_why; }
    [[nodiscard]] AudienceHistoryPane *history() const { return m_history; }
    [[nodiscard]] CriteriaLinesTable *problems() const { return m_problems; }
    [[nodiscard]] EstimateBar *estimate() const { return m_estimate; }
    // What takes the place of the criteria for a while; built when one of them is first asked for.
    [[nodiscard]] RegisterView *registering();
    [[nodiscard]] ConflictView *conflict();
    [[nodiscard]] AudienceRunView *run();
    [[nodiscard]] PublishView *publishing();
    [[nodiscard]] bool hasSheets() const { return m_register != nullptr; }

    enum class View { Edit, Register, Conflict, Run, Publish };
    void show(View view); ///< It gets the focus when the editor had it.
    using QWidget::show;
    [[nodiscard]] View shown() const;
    enum class Pane { Details, Words, Json, Problems, Why, History };
    void showPane(Pane pane);
    void setProblemCount(int errors, int warnings, int remarks);
    void showState(const QString &sentence); ///< Of the tenant's version: which, and how many people.
    void showDraftState(const QString &sentence, bool isTrouble); ///< Whether the draft is kept.
    void setCanRegister(bool can, const QString &why);
    /// There is a way to publish it; without, nothing of it is shown.
    void offerPublishing(bool can, const QString &why);

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void registerAsked();
    void publishAsked();
    void sheetsBuilt(); ///< registering(), conflict(), run() and publishing() are there, and shall be connected.
    void discardAsked(); ///< The draft is not wanted any more.

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    QWidget *buildEdit();
    QWidget *buildHead(QWidget *parent);
    QWidget *buildSide(QWidget *parent);
    void buildSheets();
    void joinParts();
    void showName();

    AudienceHome m_home = AudienceHome::Tenant;
    AudienceWork *m_work = nullptr;
    CriteriaUndo *m_undo = nullptr;
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_draft = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_publishButton = nullptr;
    QPushButton *m_registerButton = nullptr;
    QSplitter *m_splitter = nullptr;
    CriteriaCanvas *m_canvas = nullptr;
    QTabWidget *m_side = nullptr;
    AudienceDetailsForm *m_details = nullptr;
    CriteriaSentencePane *m_words = nullptr;
    CriteriaJsonPane *m_json = nullptr;
    CriteriaLinesTable *m_problems = nullptr;
    CriteriaWhyPane *m_why = nullptr;
    AudienceHistoryPane *m_history = nullptr;
    EstimateBar *m_estimate = nullptr;
    RegisterView *m_register = nullptr;
    ConflictView *m_conflict = nullptr;
    AudienceRunView *m_run = nullptr;
    PublishView *m_publish = nullptr;
};

} // namespace muster
