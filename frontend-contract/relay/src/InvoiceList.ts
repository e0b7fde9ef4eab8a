/**
 * The schema as Relay uses it: a page that goes on in both directions, and a fragment that is fetched again by `node`.
 * Only compiled, never run: what the compiler accepts here, an app in Relay can build on.
 */
import { graphql } from 'relay-runtime';

export const query = graphql`
  query InvoiceListQuery {
    viewer {
      customer {
        ...InvoiceList_customer
      }
    }
  }
`;

export const customer = graphql`
  fragment InvoiceList_customer on Customer
  @refetchable(queryName: "InvoiceListPageQuery")
  @argumentDefinitions(
    first: { type: "Int", defaultValue: 12 }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
    filter: { type: "InvoiceFilter" }
  ) {
    invoices(first: $first, after: $after, last: $last, before: $before, filter: $filter)
      @connection(key: "InvoiceList_invoices", filters: ["filter"]) {
      edges {
        node {
          ...InvoiceList_invoice
        }
      }
    }
  }
`;

export const invoice = graphql`
  fragment InvoiceList_invoice on Invoice @refetchable(queryName: "InvoiceListInvoiceQuery") {
    number
    status
    dueDate
    total {
      formatted
    }
    lines(first: 20) {
      edges {
        node {
          description
          net {
            amount
          }
        }
      }
    }
  }
`;

export const revokeSession = graphql`
  mutation InvoiceListRevokeSessionMutation($input: RevokeSessionInput!) {
    revokeSession(input: $input) {
      revokedSessionId @deleteRecord
      userErrors {
        code
        field
      }
    }
  }
`;
