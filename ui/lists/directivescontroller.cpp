// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/directivescontroller.h"

#include "models/items/contacttablemodel.h"
#include "models/lists/listworkbench.h"
#include "models/runs/lists/read/listrecount.h"
#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "models/store/numberliststore.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "network/wire/mapped.h"
#include "ui/common/prompts.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/numberplansdialog.h"
#include "ui/lists/workbenchview.h"

#include <QFileInfo>
#include <QLocale>

namespace muster {

namespace {

NumberListChoice choiceOf(const NumberListInfo &list)
{
    const qint64 entries = list.numbers + list.prefixes;
    QString detail = DirectivesController::tr("From %1, imported %2")
                         .arg(visibleText(list.source, 100), exactTimeText(list.importedAt));
    if (list.unreadable > 0)
        detail += QString(u". "
                          % DirectivesController::tr("%1 rows couldn’t be read", nullptr, pluralForm(list.unreadable))
                                .arg(QLocale().toString(list.unreadable)));
    return {list.id, QString(visibleText(list.name, 60) % u" (" % QLocale().toString(entries) % u')'), detail};
}

} // namespace

DirectivesController::DirectivesController(WorkbenchView &view, ListWorkbench &bench, Workspace &workspace,
                                           QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_bench(bench)
    , m_workspace(workspace)
{
    DirectivePane *pane = view.directives();
    DirectiveForm *form = pane->form();
    connect(pane, &DirectivePane::loadAsked, this, &DirectivesController::load);
    connect(pane, &DirectivePane::saveAsked, this, &DirectivesController::save);
    connect(pane, &DirectivePane::compareAsked, this, &DirectivesController::compare);
    connect(pane, &DirectivePane::deleteAsked, this, [this](const QString &name) {
        if (const Result<void> gone = m_workspace.directives().remove(name); !gone)
            m_view.directives()->showError(errorSentence(gone.error()));
    });
    connect(form, &DirectiveForm::importAsked, this, &DirectivesController::import);
    connect(form, &DirectiveForm::removeAsked, this, [this](bool, const QString &id) { removeList(id); });
    connect(form, &DirectiveForm::numberPlansAsked, this, [this] {
        (new NumberPlansDialog(m_workspace, m_view.window()))->open();
    });
    connect(&workspace.directives(), &DirectiveStore::changed, this, &DirectivesController::showNames);
    NumberListStore &lists = workspace.numberLists();
    connect(&lists, &NumberListStore::changed, this, &DirectivesController::showLists);
    connect(&lists, &NumberListStore::importFinished, this, &DirectivesController::imported);
    // Columns of the list become known while it is read; each is a choice for the country and for the newest.
    connect(bench.model(), &QAbstractItemModel::columnsInserted, this, &DirectivesController::showMembers);
    connect(bench.model(), &QAbstractItemModel::modelReset, this, &DirectivesController::showMembers);
    if (workspace.isReadOnly())
        pane->setReadOnly();
    bench.setNumberLists(lists);
    new EvidenceFeed(workspace.evidence(), bench); // the workbench's
    showNames();
    showLists();
    showMembers();
    show(bench.directive());
}

void DirectivesController::show(const SanitizationDirective &directive)
{
    m_view.directives()->setDirective(directive);
}

void DirectivesController::load(const QString &name)
{
    const std::optional<SanitizationDirective> directive = m_workspace.directives().byName(name);
    if (!directive) {
        // Deleted meanwhile, or unreadable: the name goes back to the fields, which stay the truth (F117).
        m_view.directives()->showName(m_bench.directive().name);
        m_view.directives()->showError(
            errorSentence({.kind = ErrorKind::BadInput, .code = QStringLiteral("unknown_directive"), .subject = name}));
        return;
    }
    show(*directive);
    m_view.directives()->showError({});
    m_bench.setDirective(*directive);
}

void DirectivesController::save(const SanitizationDirective &directive)
{
    const Result<void> saved = m_workspace.directives().save(directive);
    m_view.directives()->showError(saved ? QString() : errorSentence(saved.error()));
    if (!saved)
        return;
    m_view.directives()->markSaved(directive);
    m_bench.setDirective(directive); // plans and reports name it
}

void DirectivesController::compare(const QString &name)
{
    if (const std::optional<SanitizationDirective> other = m_workspace.directives().byName(name))
        m_bench.compareWith(*other);
}

void DirectivesController::import(bool disposable)
{
    const auto use = disposable ? NumberListUse::Disposable : NumberListUse::Suppression;
    const QString title = disposable ? tr("Import disposable numbers") : tr("Import a do-not-call list");
    askWhatToOpen(&m_view, title, {tr("Text and CSV files (*.csv *.txt)"), tr("All files (*)")}, this,
                  [this, use](const QString &file) {
                      m_view.directives()->showNote(
                          tr("Importing %1…").arg(visibleText(QFileInfo(file).fileName(), 60)));
                      m_workspace.numberLists().importFile(QFileInfo(file).completeBaseName(), use, file,
                                                           m_bench.directive().defaultRegion);
                  });
}

void DirectivesController::imported(const Result<NumberListImport> &result)
{
    DirectivePane *pane = m_view.directives();
    pane->showNote({});
    if (!result) {
        pane->showError(errorSentence(result.error()));
        return;
    }
    // An imported list was wanted for this directive: it is chosen at once, which the table shows.
    SanitizationDirective directive = pane->form()->directive();
    const NumberListInfo &info = result->info;
    QStringList &chosen
        = info.use == NumberListUse::Disposable ? directive.disposableLists : directive.suppressionLists;
    if (!chosen.contains(info.id))
        chosen << info.id;
    pane->form()->setDirective(directive);
    pane->showChanged();
    const qint64 entries = info.numbers + info.prefixes;
    QString words = tr("Imported %1 numbers.", nullptr, pluralForm(entries)).arg(QLocale().toString(entries));
    const NumberListReport &report = result->report;
    if (report.unreadable > 0) {
        const QStringList rows
            = mapped(report.unreadableRows, [](const qint64 row) { return QLocale().toString(row); });
        words += QString(u' '
                         % tr("%1 rows couldn’t be read (row %2).", nullptr, pluralForm(report.unreadable))
                               .arg(QLocale().toString(report.unreadable), rows.join(QStringLiteral(", "))));
    }
    if (report.needRegion > 0)
        words += QString(u' ' % tr("Some have no country code: choose a default region and import again."));
    pane->showNote(words);
}

void DirectivesController::removeList(const QString &id)
{
    const std::optional<NumberListInfo> list = m_workspace.numberLists().byId(id);
    if (!list)
        return;
    const Question question{
        .title = tr("Delete the number list?"),
        .text = tr("Delete the imported number list “%1”?").arg(visibleText(list->name, 100)),
        .detail = tr("Directives that use it check nothing until they are changed or the list is imported again. The "
                     "original file is not touched."),
        .acceptLabel = tr("Delete list"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(&m_view, question, this, [this, id] {
        if (const Result<void> gone = m_workspace.numberLists().remove(id); !gone)
            m_view.directives()->showError(errorSentence(gone.error()));
    });
}

void DirectivesController::showNames()
{
    const QStringList names = mapped(m_workspace.directives().directives(), &SanitizationDirective::name);
    m_view.directives()->setSaved(names);
}

void DirectivesController::showLists()
{
    QList<NumberListChoice> suppression, disposable;
    for (const NumberListInfo &list : m_workspace.numberLists().lists())
        (list.use == NumberListUse::Disposable ? disposable : suppression) << choiceOf(list);
    m_view.directives()->form()->setNumberLists(suppression, disposable);
}

void DirectivesController::showMembers()
{
    m_view.directives()->form()->setMembers(m_bench.table().snapshot()->members());
}

} // namespace muster
